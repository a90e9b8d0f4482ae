import { LangSegError } from '../errors/lang-seg-error.js';
import type { RunOptions } from '../interfaces/run-options.js';
import { allocateLabelMap } from '../math/label-map.js';
import { createLogSumAccumulator } from '../math/log-sum-map.js';
import { piecesOf } from '../math/pieces-of.js';
import { runInSlices } from '../math/run-in-slices.js';
import { sizeOf, tensor } from '../tensor/tensor.js';
import { paintFused } from '../views/fused-label-map.js';
import { fusedRows } from '../views/fused-rows.js';
import { placeView, visiblePart, type FusedView } from '../views/fused-view.js';
import { createFusion, type Fusion } from '../views/fusion.js';
import type { EncodedView } from './encoded-views.js';
import type { ImageScores, ImageScoresInit } from './image-scores.js';
import { viewLogits } from './view-logits.js';

/** Most logits that are held at once, over all views: 2²⁶ floats, 256 MB. Larger sets are computed in pieces. */
const maxElements = 2 ** 26;

/** Logit of a label that a view gives no probability at all. */
const never = -1e30;

/** Scores of a photo that was looked at several times. */
export function createFusedScores({ parts, encoded, latest, labels: all }: ImageScoresInit): ImageScores {
  const { plan, views } = encoded();
  const { width, height } = plan.photo;
  const labelCount = all.unique.length;
  const points = views.reduce((sum, { pixels }) => sum + sizeOf(pixels.norms.shape), 0);
  const limit = Math.max(1, Math.floor(maxElements / points));
  const labelsAtOnce = Math.max(1, Math.min(limit, Math.floor(maxElements / (width * height))));
  const { alignCorners } = parts.imageEncoder;
  let logSums: Promise<ReadonlyMap<EncodedView, Float64Array>> | undefined;

  async function fusionOf(labels: readonly number[], options: RunOptions): Promise<Fusion> {
    const held = isEveryLabel(labels, labelCount) ? latest?.().fusion.of(all) : undefined;
    if (held) return held;
    const needsSums = plan.fuse === 'mean-softmax' && !isEveryLabel(labels, labelCount);
    const sums = needsSums ? await heldLogSums(options) : undefined;
    const passes: FusedView[][] = plan.passes.map(() => []);
    for (const view of encoded().views) {
      const logits = await viewLogits(parts, view.pixels, all, labels, options);
      const { canvas } = plan.passes[view.pass];
      passes[view.pass].push({
        ...placeView(logits, view, canvas, alignCorners),
        logSums: sums?.get(view),
      });
    }
    return createFusion(plan, passes, labels.length);
  }

  function heldLogSums(options: RunOptions): Promise<ReadonlyMap<EncodedView, Float64Array>> {
    logSums ??= allLogSums(options).catch((error: unknown) => {
      logSums = undefined;
      throw error;
    });
    return logSums;
  }

  /** What probabilities of some labels need to know of the others: at every pixel of every view, the sum over all. */
  async function allLogSums(options: RunOptions): Promise<ReadonlyMap<EncodedView, Float64Array>> {
    const sums = new Map<EncodedView, Float64Array>();
    for (const view of encoded().views) {
      const { width, height } = view.rect;
      const accumulator = createLogSumAccumulator({ width, height, alignCorners });
      for (const labels of piecesOf(labelCount, limit)) {
        const logits = await viewLogits(parts, view.pixels, all, labels, options);
        await runInSlices(accumulator.addInSteps(logits), options);
      }
      sums.set(view, visiblePart(accumulator.logSums, view, plan.passes[view.pass].canvas));
    }
    return sums;
  }

  async function rows(labels: readonly number[], options: RunOptions) {
    if (labels.length > limit) throw tooManyLabels(labels.length, limit);
    return fusedRows(await fusionOf(labels, options));
  }

  return {
    async labelMap(options) {
      const labelMap = allocateLabelMap(width * height, labelCount);
      const pieces = piecesOf(labelCount, limit);
      const kept = latest?.().fusion;
      const bestScores = pieces.length > 1 ? new Float32Array(width * height).fill(-Infinity) : undefined;
      for (const labels of pieces) {
        const fusion = await fusionOf(labels, options);
        const target = { labelMap, firstRow: 0, lastRow: height, firstLabelIndex: labels[0], bestScores };
        await runInSlices(paintFused(fusion, target), options);
        if (labels.length === labelCount) kept?.keep(all, fusion, labelCount * points);
      }
      return labelMap;
    },
    rows,
    labelsAtOnce,
    rowsAtOnce: limit,
    async logits(labels, options) {
      if (labels.length > labelsAtOnce) throw tooManyLabels(labels.length, labelsAtOnce);
      const found = await rows(labels, options);
      const logits = tensor('float32', [labels.length, height, width]);
      const row = new Float32Array(width * labels.length);
      const steps = function* (): Generator<number, void> {
        for (let y = 0; y < height; y++) {
          found.fill(y, row);
          for (let n = 0; n < labels.length; n++)
            for (let x = 0; x < width; x++) {
              const score = row[x * labels.length + n];
              logits.data[(n * height + y) * width + x] =
                found.kind === 'logits' ? score : Math.max(Math.log(score), never);
            }
          yield y + 1;
        }
      };
      await runInSlices(steps(), options);
      return logits;
    },
  };
}

function isEveryLabel(labels: readonly number[], labelCount: number): boolean {
  return labels.length === labelCount && labels.every((label, i) => label === i);
}

function tooManyLabels(found: number, limit: number): LangSegError {
  return new LangSegError(
    'LABELS_INVALID',
    `With this photo and view, scores of at most ${limit} labels can be held at once, got ${found}. Ask for fewer at a time.`,
    { found, limit },
  );
}
