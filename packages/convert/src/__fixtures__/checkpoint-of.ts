import { bytesSource, openCheckpoint, writeSafetensors, type Checkpoint } from '@langseg/checkpoints';
import { sourceOf, tensor, toFloat16, type TensorSource, type Weights } from '@langseg/core';
import { encodeWordTable, quantizeWordVectors } from '@langseg/text-encoders';
import { scoped, type Shapes } from './shapes.js';

/**
 * Weights with small numbers that depend on their names alone; variances are positive. Matrices of CLIP are float16, as in
 * the official checkpoints.
 */
export function weightsOf(shapes: Shapes): Map<string, TensorSource> {
  return new Map(
    Object.entries(shapes).map(([name, shape]): [string, TensorSource] => {
      if (name.endsWith('num_batches_tracked')) return [name, sourceOf(tensor('int64', shape))];
      const value = tensor('float32', shape);
      let state = [...name].reduce((hash, letter) => Math.imul(hash, 31) + letter.charCodeAt(0), 7);
      for (let i = 0; i < value.data.length; i++) {
        state = (Math.imul(state, 1664525) + 1013904223) | 0;
        value.data[i] = state / 2 ** 32 + (name.endsWith('running_var') ? 1 : 0);
      }
      const isHalf = name.startsWith('clip_pretrained.') && shape.length === 2 && !/embedding/.test(name);
      return [name, sourceOf(isHalf ? toFloat16(value) : value)];
    }),
  );
}

/** A checkpoint that went through a safetensors file. */
export async function checkpointOf(weights: Weights): Promise<Checkpoint> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeSafetensors(weights)) chunks.push(chunk);
  return openCheckpoint(bytesSource(new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer())));
}

/** A checkpoint of a training run: names begin with `net.`, and the arguments of the run are kept. */
export async function trainingCheckpointOf(
  shapes: Shapes,
  hyperParameters: Readonly<Record<string, string | number>> = {},
): Promise<Checkpoint> {
  const weights = weightsOf(shapes);
  const named = new Map(
    Object.keys(scoped('net', shapes)).map((name) => [name, weights.get(name.slice(4))!]),
  );
  const objects = new Map([['hyper_parameters', new Map(Object.entries(hyperParameters))]]);
  return { ...(await checkpointOf(named)), objects };
}

/** Word vectors of three words. */
export function wordTable(dim: number): Uint8Array {
  const vectors = Float32Array.from({ length: 3 * dim }, (_, i) => Math.cos(i * i));
  return encodeWordTable(quantizeWordVectors(['grass', 'cow', 'sky'], vectors, new Float32Array(dim)));
}
