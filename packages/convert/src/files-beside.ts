import type { ConversionSource } from '@langseg/architecture';

/** Options with the files that are looked for beside `source`, where they were not given. */
export async function withFilesBeside(
  { files = {} }: { readonly files?: Readonly<Record<string, readonly string[]>> },
  given: Readonly<Record<string, unknown>>,
  { beside }: ConversionSource,
): Promise<Readonly<Record<string, unknown>>> {
  const found: Record<string, unknown> = { ...given };
  for (const [option, names] of Object.entries(files))
    for (const name of names) if (found[option] === undefined) found[option] = await beside?.(name);
  return found;
}
