import { writeAtomically } from '@langseg/adapter-node';
import { writeNpy, writeSafetensors } from '@langseg/checkpoints';
import type { RunOptions } from '@langseg/core';
import type { FileFormat } from '../note/embedding-note.js';
import type { PhotoTensors } from './photo-tensors.js';

/** Path of a tensor's NumPy file. */
export function npyPath(stem: string, tensor: string): string {
  return `${stem}.${tensor}.npy`;
}

/**
 * Writes the tensors of a photo, each file whole or not at all and the vectors last.
 *
 * @param stem path without an ending. @param facts what the files say about themselves.
 * @throws LangSegError `IO_FAILED`, `NOT_FOUND`, `ABORTED`.
 */
export async function writePhoto(
  stem: string,
  { tensors }: PhotoTensors,
  facts: Record<string, string>,
  format: FileFormat,
  options: RunOptions,
): Promise<void> {
  const write = (path: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> =>
    writeAtomically(
      path,
      async (sink) => {
        for await (const chunk of chunks) await sink.write(chunk);
      },
      options,
    );
  if (format === 'safetensors')
    return write(`${stem}.safetensors`, writeSafetensors(tensors, { metadata: facts, ...options }));
  await write(`${stem}.facts.json`, [new TextEncoder().encode(`${JSON.stringify(facts, null, 2)}\n`)]);
  for (const [name, tensor] of tensors) await write(npyPath(stem, name), writeNpy(tensor, options));
}
