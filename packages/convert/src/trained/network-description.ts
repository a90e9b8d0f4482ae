import type { Checkpoint } from '@langseg/checkpoints';
import { LangSegError, listProblems, parseJson, safeParse } from '@langseg/core';
import * as z from 'zod';

const key = 'langseg_network';

const typed = z.looseObject({ type: z.string() });

const schema = z.strictObject({
  /** Of the image encoder. */
  type: z.string(),
  /** All its sizes but `embeddingDim`. */
  sizes: z.record(z.string(), z.unknown()),
  /** What was put on its trunk; left out, it has its own decoder. */
  decoder: typed.optional(),
  /** Length D of an embedding. */
  embeddingDim: z.int().positive(),
  /** Longer side of a photo, in pixels. */
  longestSide: z.int().positive(),
  /** Factor on the cosines. */
  logitScale: z.number().positive(),
  regularizer: typed,
});

/** A network that was trained here, in words and numbers: all that its weights don't say. */
export type NetworkDescription = z.output<typeof schema>;

/** A description as metadata of a safetensors file; `planConversion` reads it there. */
export function describeNetwork(network: NetworkDescription): Readonly<Record<string, string>> {
  return { [key]: JSON.stringify(network) };
}

/**
 * The description that a file holds, if it does.
 *
 * @throws LangSegError `FILE_CORRUPT` for one that can't be read.
 */
export function describedNetwork({ metadata }: Checkpoint): NetworkDescription | undefined {
  const text = metadata.get(key);
  if (text === undefined) return undefined;
  const parsed = safeParse(schema, parseJson(text));
  if (parsed.success) return parsed.data;
  throw new LangSegError(
    'FILE_CORRUPT',
    `The file describes its network (${key}) in a way that can't be read:\n${listProblems(parsed.error)}`,
    { key },
  );
}
