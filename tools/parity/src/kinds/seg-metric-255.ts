import { segmentationScores } from '@langseg/evaluation';
import * as z from 'zod';
import { codeKind } from '../case-kind.js';
import { compareExactly, compareNumbers } from '../compare.js';
import { countsOf, matrixOfLogits, officialCounts } from '../metrics/official-counts.js';

/** The official `SegmentationMetric` with targets of 255, which it does not ignore. */
export const segMetric255 = codeKind(
  { expect: officialCounts.extend({ pixAcc: z.number(), mIoU: z.number() }) },
  async ({ expect: { pixAcc, mIoU, ...counts } }, { tensors }) => {
    const matrix = matrixOfLogits(await tensors.floatInput('logits'), await tensors.input('target'));
    const scores = segmentationScores(matrix, { convention: 'official' });
    return [
      compareExactly('counts', countsOf(matrix), counts),
      compareNumbers('pixAcc', [scores.pixAcc], [pixAcc], 1e-12),
      compareNumbers('mIoU', [scores.mIoU], [mIoU], 1e-12),
    ];
  },
);
