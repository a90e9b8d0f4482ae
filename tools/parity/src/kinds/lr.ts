import { learningRateAt } from '@langseg/training/parts';
import * as z from 'zod';
import { codeKind } from '../case-kind.js';
import { compareNumbers } from '../compare.js';

/** Factors of the official learning rate schedule at the start of some epochs. */
export const lr = codeKind(
  { max_epochs: z.int(), epochs: z.array(z.int()), factors: z.array(z.number()) },
  async ({ max_epochs: maxEpochs, epochs, factors }) => {
    const stepsPerEpoch = 7;
    const found = epochs.map((epoch) =>
      learningRateAt(
        { type: 'poly' },
        { baseLearningRate: 1, step: epoch * stepsPerEpoch, stepsPerEpoch, epochs: maxEpochs },
      ),
    );
    return [compareNumbers('factors', found, factors, 1e-14)];
  },
);
