import { basename } from 'node:path';
import type { NodeRecipeInput } from '@langseg/training/node';

type TrainSources = NodeRecipeInput['data']['train'];

/** Sets how often a label is swapped for a broader word, by the name of a set's folder. The sets that aren't named stay as they are. */
export function withBroaderProbability(
  sources: TrainSources,
  probabilities: Readonly<Record<string, number>>,
): TrainSources {
  return sources.map((source) => {
    const broaderProbability = probabilities[basename(source.path)];
    return broaderProbability === undefined
      ? source
      : { ...source, labelOptions: { ...source.labelOptions, broaderProbability } };
  });
}
