import { writeFileSync } from 'node:fs';
import { writeSafetensors } from '@langseg/checkpoints';
import { sourceOf, tensor, type TensorSource } from '@langseg/core';

const width = 8;

/** Weights of a CLIP text transformer of one block, in OpenAI's naming. */
function clipTextShapes(): Record<string, readonly number[]> {
  const block = 'transformer.resblocks.0';
  return {
    positional_embedding: [77, width],
    text_projection: [width, 6],
    'token_embedding.weight': [49408, width],
    [`${block}.attn.in_proj_weight`]: [3 * width, width],
    [`${block}.attn.in_proj_bias`]: [3 * width],
    [`${block}.attn.out_proj.weight`]: [width, width],
    [`${block}.attn.out_proj.bias`]: [width],
    [`${block}.mlp.c_fc.weight`]: [4 * width, width],
    [`${block}.mlp.c_fc.bias`]: [4 * width],
    [`${block}.mlp.c_proj.weight`]: [width, 4 * width],
    [`${block}.mlp.c_proj.bias`]: [width],
    ...Object.fromEntries(
      [`${block}.ln_1`, `${block}.ln_2`, 'ln_final'].flatMap((norm) => [
        [`${norm}.weight`, [width]],
        [`${norm}.bias`, [width]],
      ]),
    ),
  };
}

/**
 * Writes a tiny CLIP text transformer as a safetensors file.
 *
 * @param changes shapes that differ; `null` leaves a weight out.
 * @param prefix of all names.
 */
export async function writeTinyCheckpoint(
  path: string,
  changes: Readonly<Record<string, readonly number[] | null>> = {},
  prefix = '',
): Promise<string> {
  const shapes = Object.entries({ ...clipTextShapes(), ...changes });
  const weights = shapes.flatMap(([name, shape]): [string, TensorSource][] =>
    shape ? [[prefix + name, sourceOf(tensor('float32', shape))]] : [],
  );
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeSafetensors(weights, { metadata: { made: 'by a test' } }))
    chunks.push(chunk);
  writeFileSync(path, Buffer.concat(chunks));
  return path;
}
