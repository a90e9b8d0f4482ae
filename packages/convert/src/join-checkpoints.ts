import type { Checkpoint } from '@langseg/checkpoints';
import { LangSegError, type TensorSource } from '@langseg/core';

/**
 * One checkpoint with the weights of several files.
 *
 * @throws LangSegError `USAGE` for a weight that is in two of them.
 */
export function joinCheckpoints(first: Checkpoint, others: readonly Checkpoint[] = []): Checkpoint {
  if (others.length === 0) return first;
  const tensors = new Map<string, TensorSource>();
  for (const { tensors: part } of [first, ...others])
    for (const [name, source] of part) {
      if (tensors.has(name))
        throw new LangSegError(
          'USAGE',
          `Two of the files hold ${JSON.stringify(name)}: they are no parts of one network.`,
          {
            tensor: name,
          },
        );
      tensors.set(name, source);
    }
  return {
    ...first,
    tensors,
    allTensors: tensors,
    stateDicts: new Map([['', tensors]]),
    refused: [...new Set([first, ...others].flatMap(({ refused }) => refused))].sort(),
  };
}
