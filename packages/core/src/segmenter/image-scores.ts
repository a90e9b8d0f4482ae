import type { PipelineParts } from '../components/pipeline.js';
import type { RunOptions } from '../interfaces/run-options.js';
import type { LabelMap } from '../math/label-map.js';
import type { ScoreRows } from '../interfaces/score-rows.js';
import type { Tensor } from '../tensor/tensor.js';
import type { EncodedViews } from './encoded-views.js';
import type { LatestScores } from './latest-scores.js';
import type { EmbeddedLabels } from './plane-logits.js';

/** What one photo and one list of words give, computed when it is asked for. Labels are indices into the embedded ones. */
export interface ImageScores {
  /** The best label of every pixel of the photo. */
  labelMap(options: RunOptions): Promise<LabelMap>;
  /** For how many labels {@link ImageScores.logits} may be asked at once. */
  readonly labelsAtOnce: number;
  /** For how many labels {@link ImageScores.rows} may be asked at once. */
  readonly rowsAtOnce: number;
  /** Logits of some labels, `[labels, h, w]`: the label map is their argmax, upsampled bilinearly to the photo. */
  logits(labels: readonly number[], options: RunOptions): Promise<Tensor<'float32'>>;
  /** Scores of some labels at every pixel of the photo. */
  rows(labels: readonly number[], options: RunOptions): Promise<ScoreRows>;
}

/** What scores are computed from. */
export interface ImageScoresInit {
  readonly parts: PipelineParts;
  /** The photo's views. @throws LangSegError `DISPOSED` once they are gone. */
  readonly encoded: () => EncodedViews;
  /** Where to keep what a label map is made from. @throws LangSegError `DISPOSED`. Default: nowhere. */
  readonly latest?: () => LatestScores;
  readonly labels: EmbeddedLabels;
}
