import { samples } from '../photo/samples.js';
import type { LabelList } from './label-list.js';

/** Whether somebody has chosen these words: they are neither those of a sample nor all proposed by the model. */
export function areOwnWords(labels: LabelList): boolean {
  const words = labels.map(({ word }) => word).join();
  return (
    labels.some(({ isSuggested }) => !isSuggested) &&
    !samples.some((sample) => sample.words.map(({ word }) => word).join() === words)
  );
}
