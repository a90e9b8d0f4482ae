import * as z from 'zod';
import { LangSegError, listProblems, safeParse } from '@langseg/core';
import type { ServerExtension } from '../extensions/server-extension.js';
import type { ServerOptions } from './server-options.js';

const count = () => z.int().min(1);

/** A timer of Node takes no longer ones. */
const milliseconds = () =>
  z
    .int()
    .min(1)
    .max(2 ** 31 - 1);

const apiSchema = z.strictObject({
  maxBodyBytes: count().default(20_000_000),
  maxBufferedBytes: count().default(256_000_000),
  maxPixels: count().default(24_000_000),
  maxLabels: count().max(65_535).default(256),
  maxLongestSide: count().min(16).default(2048),
  maxComparisons: count().default(2_500_000_000),
  maxQueue: z.int().min(0).default(32),
  timeout: milliseconds().default(60_000),
  device: z.enum(['auto', 'cpu', 'webgpu', 'cuda', 'dml', 'coreml']).optional(),
  threads: count().optional(),
  workers: count().max(64).default(1),
  worker: z.instanceof(URL).optional(),
});

/** Checked options of the API. */
export type CheckedApiOptions = z.output<typeof apiSchema>;

const schema = z.object({
  host: z.string().min(1).default('127.0.0.1'),
  port: z.int().min(0).max(65_535).default(8080),
  model: z.string().min(1).default('default'),
  plugins: z.array(z.string().min(1)).default([]),
  playground: z.instanceof(URL).optional(),
  api: z.union([z.boolean(), apiSchema]).default(false),
  extensions: z
    .array(z.custom<ServerExtension>(isExtension, 'Expected an extension with name and routes.'))
    .default([]),
  allowedHosts: z
    .array(
      z
        .string()
        .regex(
          /^(\*|\.?[\w-]+(?:\.[\w-]+)*)$/,
          'Expected a name such as models.example.org or .example.org, without scheme or port.',
        ),
    )
    .default([]),
  cors: z
    .array(
      z
        .string()
        .regex(/^(\*|https?:\/\/[^/\s]+|null)$/, 'Expected an origin such as https://example.org, or *.'),
    )
    .default([]),
  headTimeout: milliseconds().default(10_000),
  bodyTimeout: milliseconds().default(30_000),
  maxConnections: count().default(1000),
  drainTimeout: milliseconds().default(30_000),
});

function isExtension(value: unknown): boolean {
  const { name, routes } = (value ?? {}) as Partial<ServerExtension>;
  return typeof name === 'string' && typeof routes === 'function';
}

/** Checked options with their defaults; `api` is left out when there is none. */
export type CheckedOptions = Omit<z.output<typeof schema>, 'api'> & { readonly api?: CheckedApiOptions };

/**
 * Checks options and fills in defaults.
 *
 * @throws LangSegError `USAGE` naming the wrong ones.
 */
export function parseOptions(options: ServerOptions): CheckedOptions {
  const result = safeParse(schema, options);
  if (!result.success)
    throw new LangSegError(
      'USAGE',
      `The server can't start with these options:\n${listProblems(result.error)}`,
      {
        issues: result.error.issues,
      },
    );
  const { api, ...others } = result.data;
  if (api === false && others.extensions.length > 0)
    throw new LangSegError(
      'USAGE',
      `Extensions (${others.extensions.map(({ name }) => name).join(', ')}) need the API: set "api".`,
    );
  if (api === false) return others;
  return { ...others, api: api === true ? apiSchema.parse({}) : api };
}
