import { ConfusionMatrix, segmentationScores, type SegmentationScores } from '@langseg/evaluation';
import * as z from 'zod';
import { codeKind } from '../case-kind.js';
import { compareExactly, compareNumbers } from '../compare.js';
import { countsOf, matrixOfLogits, officialCounts } from '../metrics/official-counts.js';

/** Only the order of additions in double precision may differ. */
const rounding = 1e-12;

const sample = officialCounts.extend({ cumulative_pixAcc: z.number(), cumulative_mIoU: z.number() });

/** The official `SegmentationMetric` on several images, after each of them and at the end. */
export const segMetric = codeKind(
  {
    nclass: z.int(),
    per_sample: z.array(sample),
    final: z.object({
      pixAcc: z.number(),
      mIoU: z.number(),
      per_class_iou: z.array(z.number()),
      total_inter: z.array(z.number()),
      total_union: z.array(z.number()),
      test_lseg_each_classes_iou: z.array(z.number()),
    }),
  },
  async ({ nclass, per_sample: samples, final }, { tensors }) => {
    const total = new ConfusionMatrix(nclass);
    const comparisons = [];
    const history: SegmentationScores[] = [];
    for (const [i, { cumulative_pixAcc: pixAcc, cumulative_mIoU: mIoU, ...counts }] of samples.entries()) {
      const logits = await tensors.floatInput(`logits_${i}`);
      const matrix = matrixOfLogits(logits, await tensors.input(`target_${i}`));
      total.merge(matrix);
      const scores = segmentationScores(total, { convention: 'official' });
      history.push(scores);
      comparisons.push(
        compareExactly(`counts of ${i}`, countsOf(matrix), counts),
        compareNumbers(`pixAcc up to ${i}`, [scores.pixAcc], [pixAcc], rounding),
        compareNumbers(`mIoU up to ${i}`, [scores.mIoU], [mIoU], rounding),
      );
    }
    const { pixAcc, mIoU, classes } = segmentationScores(total, { convention: 'official' });
    const { inter, union } = countsOf(total);
    // `test_lseg.py` prints the mean over the images of what each class had reached by then.
    const printed = classes.map(
      (_, at) => history.reduce((sum, scores) => sum + scores.classes[at].iou, 0) / history.length,
    );
    const ious = classes.map(({ iou }) => iou);
    return [
      ...comparisons,
      compareNumbers('pixAcc', [pixAcc], [final.pixAcc], rounding),
      compareNumbers('mIoU', [mIoU], [final.mIoU], rounding),
      compareNumbers('per_class_iou', ious, final.per_class_iou, rounding),
      compareExactly('total_inter', inter, final.total_inter),
      compareExactly('total_union', union, final.total_union),
      compareNumbers('test_lseg_each_classes_iou', printed, final.test_lseg_each_classes_iou, rounding),
    ];
  },
);
