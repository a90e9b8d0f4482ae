import { bytesSource, openCheckpoint, type Checkpoint } from '@langseg/checkpoints';
import { castSource, type TensorSource, type Weights } from '@langseg/core';
import { safetensorsOf, weightsOf as namedWeights } from '@langseg/model-testing';
import { encodeWordTable, quantizeWordVectors } from '@langseg/text-encoders';
import { scoped, type Shapes } from './shapes.js';

/** Weights as {@link namedWeights} makes them; matrices of CLIP are float16, as in the official checkpoints. */
export function weightsOf(shapes: Shapes): Map<string, TensorSource> {
  return new Map(
    [...namedWeights(shapes)].map(([name, source]): [string, TensorSource] => {
      const isHalf = name.startsWith('clip_pretrained.') && source.shape.length === 2 && !/embedding/.test(name);
      return [name, isHalf ? castSource(source, 'float16') : source];
    }),
  );
}

/** A checkpoint that went through a safetensors file. */
export async function checkpointOf(weights: Weights): Promise<Checkpoint> {
  return openCheckpoint(bytesSource(await safetensorsOf(weights)));
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
