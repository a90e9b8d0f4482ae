import { createHash } from 'node:crypto';
import {
  LangSegError,
  listProblems,
  safeParse,
  type AnyConfig,
  type Label,
  type LabelOptions,
  type ModelDtype,
  type ViewOptions,
} from '@langseg/core';
import { settingsDifferences } from '@langseg/evaluation';
import * as z from 'zod';

/** What all photos of a batch are segmented with, and where their results go. Plain data. */
export interface BatchSettings {
  /** As `createSegmenter` takes it. */
  readonly model: string;
  /** Hash of the model's `config.json`, which stands for all its files; see `readModelHash`. */
  readonly modelSha256: string;
  readonly labels: readonly Label[];
  /** `other`, `minScore`, … Default: none. */
  readonly labelOptions?: LabelOptions;
  /** Default: the model's own. */
  readonly view?: ViewOptions | 'whole';
  /** Pixels. Default: the model's own. */
  readonly longestSide?: number;
  /** Default: true. */
  readonly refine?: boolean;
  /** Bands of a TIFF, counted from 1. */
  readonly bands?: readonly number[];
  /** Values of black and white in photos that are not 8 bits. */
  readonly range?: readonly [black: number, white: number];
  /** Of the labels, in their order. */
  readonly colors?: readonly (readonly [red: number, green: number, blue: number])[];
  /** Precision that the model must have. */
  readonly dtype?: ModelDtype;
  /** Photos with more pixels are refused. Default: 100 million. */
  readonly maxPixels?: number;
  /** Formats of the results with their options: `[{ type: 'mask' }]`. */
  readonly formats: readonly AnyConfig[];
  /** A folder (absolute) or `s3://bucket/prefix`. */
  readonly out: string;
}

const schema = z.looseObject({
  model: z.string(),
  modelSha256: z.string(),
  labels: z.array(z.unknown()).min(1),
  formats: z.array(z.looseObject({ type: z.string() })).min(1),
  out: z.string().min(1),
});

/**
 * Settings as they were stored.
 *
 * @throws LangSegError `CONFIG_INVALID`.
 */
export function parseSettings(value: unknown): BatchSettings {
  const { success, error } = safeParse(schema, value);
  if (success) return value as BatchSettings;
  throw new LangSegError('CONFIG_INVALID', `The batch has no valid settings:\n${listProblems(error)}`);
}

/**
 * The hash of everything that results depend on besides the photo: not of where the model was found and where results
 * go. Settings that are written in another order have the same one.
 */
export function settingsKey(settings: BatchSettings, version: string): string {
  const { model: _model, out: _out, maxPixels: _maxPixels, ...ofResults } = settings;
  return createHash('sha256')
    .update(JSON.stringify({ ...ofResults, version }, sorted))
    .digest('hex');
}

/** Values of objects in the order of their names. */
function sorted(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Refuses settings that are not those of a batch.
 *
 * @throws LangSegError `USAGE`, naming what differs.
 */
export function assertSameSettings(batch: string, stored: BatchSettings, given: BatchSettings): void {
  const differences = settingsDifferences(shown(stored), shown(given));
  if (differences.length === 0) return;
  throw new LangSegError(
    'USAGE',
    `The batch "${batch}" has other settings:\n${differences.map((line) => `  ${line}`).join('\n')}\n` +
      'Use the same ones, or give this batch another name.',
    { batch, differences },
  );
}

/** Without what is only absent, as JSON has it. */
function shown(settings: BatchSettings): Record<string, unknown> {
  return JSON.parse(JSON.stringify(settings, sorted)) as Record<string, unknown>;
}
