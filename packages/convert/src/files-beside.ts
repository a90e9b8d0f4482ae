import type { TextConversion } from '@langseg/architecture';
import type { ConvertOptions } from './convert-options.js';

/** Options of a text encoder with the files that it looks for beside its weights, where they were not given. */
export async function withFilesBeside(
  { files = {} }: TextConversion,
  given: Readonly<Record<string, unknown>>,
  { beside }: ConvertOptions,
): Promise<Readonly<Record<string, unknown>>> {
  const found: Record<string, unknown> = { ...given };
  for (const [option, names] of Object.entries(files))
    for (const name of names) if (found[option] === undefined) found[option] = await beside?.(name);
  return found;
}
