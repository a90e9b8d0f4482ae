import { tensor } from '@langseg/core';
import { graphKind } from '../case-kind.js';
import { compareExactly } from '../compare.js';
import { compareOutputs } from '../golden/compare-outputs.js';
import { pixelLoss } from '../training/pixel-loss.js';

/**
 * Losses of given logits. Two outputs belong to options of upstream's `SegmentationLosses` that LSeg's training never
 * uses: `aux` is the weighted sum of two pixel losses, so ours are added up; `se` adds the cross-entropy of predicted
 * presences of classes, for which there is nothing here to compare, and is left out.
 *
 * Where all pixels are ignored, upstream's loss is NaN; ours is 0, without gradient, and says that no pixel counted.
 */
export const loss = graphKind({}, async (_golden, { tensors, runner }) => {
  const logits = await tensors.floatInput('logits');
  const target = await tensors.input('target');
  const main = await pixelLoss(runner, logits, target, -1);
  const auxiliary = await pixelLoss(runner, await tensors.floatInput('aux'), target, -1);
  const other = await pixelLoss(runner, logits, await tensors.input('target255'), 255);
  const zeroShot = await pixelLoss(
    runner,
    await tensors.floatInput('zs_logits'),
    await tensors.input('zs_mask'),
    -1,
  );
  const scalar = (value: number) => tensor('float32', [1], Float32Array.of(value));
  const values = {
    ce_ignore_m1: scalar(main.loss),
    ce_ignore_m1_grad: main.gradient,
    ce_ignore_255: scalar(other.loss),
    aux: scalar(main.loss + 0.4 * auxiliary.loss),
    zs: scalar(zeroShot.loss),
  };

  const nothing = tensor('int32', target.shape, new Int32Array(target.data.length).fill(-1));
  const { loss, counted, gradient } = await pixelLoss(runner, logits, nothing, -1);
  const moved = gradient.data.filter((value) => value !== 0).length;
  return [
    ...(await compareOutputs(tensors, values, { except: ['se', 'all_ignored'] })),
    compareExactly('all_ignored', { loss, counted, moved }, { loss: 0, counted: 0, moved: 0 }),
  ];
});
