import * as z from 'zod';
import { calibrationSchema } from '../calibration/calibration.js';
import { pluginNamePattern } from '../components/plugin.js';
import { LangSegError } from '../errors/lang-seg-error.js';
import { listProblems } from '../errors/list-problems.js';
import { safeParse } from '../errors/safe-parse.js';
import { viewSchema } from '../views/view-options.js';
import { modelDtypes } from './model-dtype.js';

/** The format of bundles that this version reads and writes. */
export const bundleFormatVersion = 1;

const schema = z.object({
  formatVersion: z.literal(bundleFormatVersion),
  /** Name for people and the model list. */
  name: z.string().min(1),
  description: z.string().optional(),
  license: z.string().optional(),
  /** Checked by a registry, which alone knows the components. */
  pipeline: z.record(z.string(), z.unknown()),
  /** How photos are looked at unless a caller says otherwise. Default: whole, at one scale. */
  view: viewSchema.optional(),
  /** How sure the model may be of its labels. Default: not measured. */
  calibration: calibrationSchema.optional(),
  /** The precision of graphs by their path, and the weights of each that stay in floating point all the same. */
  precision: z
    .record(
      z.string(),
      z.object({
        dtype: z.enum(modelDtypes),
        keptFloat: z.array(z.string()).optional(),
        /** Path of a graph with the same weights that also computes in half precision, for devices that gain by it. */
        half: z.string().optional(),
      }),
    )
    .optional(),
  /** Packages with components of the pipeline that don't come with LangSeg. */
  plugins: z.array(z.string().max(214).regex(pluginNamePattern)).max(100).optional(),
  /** Every other file of the bundle, by path with forward slashes. */
  files: z.record(
    z.string(),
    z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().nonnegative() }),
  ),
});

/** A model bundle's `config.json`: what it is, its pipeline, and the hashes of its files. */
export type BundleConfig = z.output<typeof schema>;

/**
 * Reads a bundle's `config.json`.
 *
 * @throws LangSegError `VERSION_UNSUPPORTED` for a bundle of a newer format, `CONFIG_INVALID` naming the wrong entries.
 */
export function parseBundleConfig(json: unknown): BundleConfig {
  const version: unknown =
    typeof json === 'object' && json !== null && 'formatVersion' in json ? json.formatVersion : undefined;
  if (typeof version === 'number' && version > bundleFormatVersion)
    throw new LangSegError(
      'VERSION_UNSUPPORTED',
      `This model bundle has format ${version}; this LangSeg reads up to ${bundleFormatVersion}. Update LangSeg.`,
      { found: version, supported: bundleFormatVersion },
    );
  const result = safeParse(schema, json);
  if (!result.success)
    throw new LangSegError(
      'CONFIG_INVALID',
      `config.json does not describe a model bundle:\n${listProblems(result.error)}`,
      {
        issues: result.error.issues,
      },
    );
  return result.data;
}
