import { createLabelMapAccumulator } from '../math/label-map-accumulator.js';
import { runInSlices } from '../math/run-in-slices.js';
import { scoreRowsOf } from '../scores/score-rows.js';
import { pickRows } from '../tensor/pick-rows.js';
import { sizeOf } from '../tensor/tensor.js';
import type { ImageScores, ImageScoresInit } from './image-scores.js';
import { maxElements } from './label-logits.js';
import { planeLogits } from './plane-logits.js';
import { viewLogits } from './view-logits.js';

/** Scores of a photo that was looked at once, as a whole. */
export function createSingleScores({ parts, encoded, latest, labels: all }: ImageScoresInit): ImageScores {
  const { width, height } = encoded().plan.photo;
  const { alignCorners } = parts.imageEncoder;
  const pixels = () => encoded().views[0].pixels;
  const held = () => latest?.().logits.of(all);
  const logits: ImageScores['logits'] = async (labels, options) => {
    const known = held();
    return known ? pickRows(known, labels) : viewLogits(parts, pixels(), all, labels, options);
  };
  return {
    labelsAtOnce: 64,
    rowsAtOnce: Math.max(1, Math.floor(maxElements / sizeOf(pixels().norms.shape))),
    async labelMap(options) {
      const labelCount = all.unique.length;
      const kept = latest?.().logits;
      const accumulator = createLabelMapAccumulator({ width, height, alignCorners, labelCount });
      for await (const { logits, firstLabel } of planeLogits(parts, pixels(), all, options)) {
        await runInSlices(accumulator.addInSteps(logits, firstLabel), options);
        if (logits.shape[0] === labelCount) kept?.keep(all, logits, logits.data.length);
      }
      return accumulator.labelMap;
    },
    logits,
    async rows(labels, options) {
      return scoreRowsOf(await logits(labels, options), { width, height, alignCorners });
    },
  };
}
