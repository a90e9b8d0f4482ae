import { LangSegError, type Tensor } from '@langseg/core';
import { FewShotMatrices, fewShotScores } from '@langseg/evaluation';
import * as z from 'zod';
import { codeKind } from '../case-kind.js';
import { compareExactly, compareNumbers } from '../compare.js';
import type { CaseTensors } from '../golden/case-tensors.js';
import { countsOf } from '../metrics/official-counts.js';

/** Upstream computes in single precision, in percent. */
const rounding = 2e-5;

const bySide = z.tuple([z.array(z.number()), z.array(z.number())]);

/** The few-shot benchmarks' `Evaluator` and `AverageMeter`: batches of episodes, and the scores after each. */
export const fewshotMetric = codeKind(
  {
    class_ids: z.array(z.int()),
    samples: z.array(
      z.object({
        class_id: z.array(z.int()),
        area_inter: bySide,
        area_union: bySide,
        running_mIoU: z.number(),
        running_FBIoU: z.number(),
      }),
    ),
    final: z.object({ mIoU: z.number(), FB_IoU: z.number() }),
  },
  async ({ class_ids: classIds, samples, final, inputs }, { tensors }) => {
    const total = new FewShotMatrices(classIds);
    const comparisons = [];
    for (const [i, sample] of samples.entries()) {
      const prediction = rows(await tensors.input(`pred_${i}`));
      const target = rows(await maskedTarget(tensors, i, `ignore_${i}` in inputs));
      assertEpisodes(i, prediction.length, sample.class_id.length);
      const areas = sample.class_id.map((classId, episode) => {
        const one = new FewShotMatrices([classId]);
        one.add(classId, prediction[episode], target[episode]);
        total.merge(one);
        return countsOf(one.matrices.get(classId)!);
      });
      const scores = fewShotScores(total);
      comparisons.push(
        compareExactly(
          `area_inter of ${i}`,
          [0, 1].map((side) => areas.map(({ inter }) => inter[side])),
          sample.area_inter,
        ),
        compareExactly(
          `area_union of ${i}`,
          [0, 1].map((side) => areas.map(({ union }) => union[side])),
          sample.area_union,
        ),
        compareNumbers(`mIoU up to ${i}`, [100 * scores.mIoU], [sample.running_mIoU], rounding),
        compareNumbers(`FB-IoU up to ${i}`, [100 * scores.fbIoU], [sample.running_FBIoU], rounding),
      );
    }
    const { mIoU, fbIoU } = fewShotScores(total);
    return [
      ...comparisons,
      compareNumbers('mIoU', [100 * mIoU], [final.mIoU], rounding),
      compareNumbers('FB_IoU', [100 * fbIoU], [final.FB_IoU], rounding),
    ];
  },
);

/** Targets `[B, H, W]`, 255 where a mask of pixels to be ignored says so, as upstream marks them. */
async function maskedTarget(tensors: CaseTensors, i: number, isMasked: boolean): Promise<Tensor> {
  const target = await tensors.input(`gt_${i}`);
  if (!isMasked) return target;
  const { data: ignore } = await tensors.input(`ignore_${i}`);
  const data = Uint8Array.from(Array.from(target.data, Number), (value, at) => (ignore[at] ? 255 : value));
  return { dtype: 'uint8', shape: target.shape, data };
}

/** Each image of `[B, H, W]`. */
function rows({ shape: [batch], data }: Tensor): number[][] {
  const values = Array.from(data, Number);
  const area = values.length / batch;
  return Array.from({ length: batch }, (_, i) => values.slice(i * area, (i + 1) * area));
}

function assertEpisodes(batch: number, found: number, expected: number): void {
  if (found === expected) return;
  throw new LangSegError(
    'SHAPE_MISMATCH',
    `Batch ${batch} must have an image for each of its ${expected} classes, got ${found}.`,
    { batch, expected, found },
  );
}
