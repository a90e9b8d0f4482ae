import { writeAtomically } from '@langseg/adapter-node';
import { writeSafetensors } from '@langseg/checkpoints';
import type { TensorSource } from '@langseg/core';

/** Writes weights as PyTorch's users expect them, a safetensors file. */
export function writeWeights(
  path: string,
  weights: Iterable<readonly [string, TensorSource]>,
): Promise<void> {
  return writeAtomically(path, async (sink) => {
    for await (const chunk of writeSafetensors(weights, { metadata: { format: 'pt' } }))
      await sink.write(chunk);
  });
}
