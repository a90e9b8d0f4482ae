import type { RunOptions } from '../interfaces/run-options.js';
import type { ScoreRows } from '../interfaces/score-rows.js';
import { allocateLabelMap, type LabelMap } from '../math/label-map.js';
import { runInSlices } from '../math/run-in-slices.js';
import { paintLabels } from '../scores/paint-labels.js';
import { probabilityRows } from '../scores/softmax-rows.js';
import type { ImageScores } from './image-scores.js';
import type { Refinement } from './refinement.js';

/** Options of {@link RefinedScores.rows}. */
export interface RefinedRowsOptions extends RunOptions {
  /** Divides the logits before the softmax whose probabilities are refined. Default 1. */
  readonly temperature?: number;
}

/** What a refiner makes of the scores of a photo. */
export interface RefinedScores {
  /** The label with the highest refined probability at every pixel. */
  labelMap(options: RunOptions): Promise<LabelMap>;
  /** Refined probabilities of labels, by their positions among the different ones; the softmax is over these labels. */
  rows(labels: readonly number[], options: RefinedRowsOptions): Promise<ScoreRows>;
}

/** Refines scores of `labelCount` different labels. */
export function createRefinedScores(
  scores: ImageScores,
  labelCount: number,
  refinement: Refinement,
): RefinedScores {
  const rows: RefinedScores['rows'] = async (labels, { temperature = 1, signal }) => {
    const raw = await scores.rows(labels, { signal });
    return refinement.refine(temperature === 1 ? raw : probabilityRows(raw, temperature), { signal });
  };
  return {
    rows,
    async labelMap(options) {
      const refined = await rows([...Array(labelCount).keys()], options);
      const labelMap = allocateLabelMap(refined.width * refined.height, labelCount);
      await runInSlices(paintLabels(refined, labelMap), options);
      return labelMap;
    },
  };
}
