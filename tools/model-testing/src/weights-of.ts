import { writeSafetensors, type Checkpoint } from '@langseg/checkpoints';
import { sourceOf, tensor, type TensorSource, type Weights } from '@langseg/core';

/** Names and shapes of weights. */
export type Shapes = Readonly<Record<string, readonly number[]>>;

/** Weights with small numbers that depend on their names alone; variances are positive, counters of batches are whole. */
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
      return [name, sourceOf(value)];
    }),
  );
}

/** Weights as the bytes of a safetensors file. */
export async function safetensorsOf(weights: Weights): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeSafetensors(weights)) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

/** Weights as a checkpoint that was read, without a file. */
export function memoryCheckpoint(weights: Weights): Checkpoint {
  const tensors = new Map(weights);
  return {
    format: 'safetensors',
    tensors,
    allTensors: tensors,
    stateDicts: new Map([['', tensors]]),
    objects: new Map(),
    refused: [],
    metadata: new Map(),
  };
}
