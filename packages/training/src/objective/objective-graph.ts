import { continueGraph, type ContinuedGraph, type Graph, type Value } from '@langseg/onnx-graph';
import { appendCorrelation } from './append-correlation.js';
import { appendDistillation } from './append-distillation.js';
import { appendPixelLoss } from './append-pixel-loss.js';
import { appendSoftLoss } from './append-soft-loss.js';
import type { ObjectiveOptions } from './objective-options.js';

/**
 * Adds LSeg's training loss to an image encoder (paper section 3.4; `LSegmentationModule.training_step` of lang-seg's
 * `modules/lsegmentation_module.py`): the pixel-wise softmax cross-entropy over the scaled word-pixel correlations,
 * averaged by weight over the pixels that count. Where a teacher is given, its term is added.
 *
 * Each image has a label list of its own. Inputs beside `pixels` `[B, 3, H, W]`:
 *
 * - `text` float32 `[B, N, D]`: unit embeddings of each image's labels;
 * - `label_bias` float32 `[B, N]`: 0, or a large negative number where the list is shorter than N;
 * - `label_weights` float32 `[B, N]`: weight of a pixel by its label, 1 for all unless classes are weighted;
 * - `targets` int32 `[B, H, W]`: index into the image's labels, or the ignore index.
 *
 * With `teaching` each image also has a teacher's words and what the teacher says:
 *
 * - `soft_text`, `soft_label_bias`: as above, for the teacher's words;
 * - `soft_targets` float32 `[B, rows, columns, M]`: how likely each word is, 0 everywhere where the teacher does not count.
 *
 * Outputs `loss` (scalar; 0 where no pixel counts) and `counted` (scalar, number of pixels that count, and of cells that
 * teachers speak of). The logits of
 * all pixels can be found under the name `logits`, `[B, H, W, N]`.
 *
 * @param image from `pixels` to `embeddings`.
 * @throws LangSegError `GRAPH_INVALID` when the image graph has no value `embeddings`; `WEIGHTS_MISMATCH` when the head
 * block's weights are missing.
 */
export function objectiveGraph(image: Graph, options: ObjectiveOptions): Graph {
  const { images, labels, height, width } = options.batch;
  const base = continueGraph(image, `${image.name}:objective`);
  const { g } = base;
  const text = g.input('text', 'float32', [images, labels, options.embeddingDim]);
  const labelBias = g.input('label_bias', 'float32', [images, labels]);
  const labelWeights = g.input('label_weights', 'float32', [images, labels]);
  const targets = g.input('targets', 'int32', [images, height, width]);

  const logits = appendCorrelation(g, base.value('embeddings'), { text, labelBias }, options);
  const { loss, counted } = appendPixelLoss(
    g,
    { logits, targets, labelWeights },
    { ...options, enlargedName: 'logits' },
  );
  const taught = withTeaching(base, { loss, counted }, options);
  g.output('loss', withDistillation(base, image, taught.loss, options), 'float32', []);
  g.output('counted', taught.counted, 'float32', []);
  return g.build();
}

/** A loss, and how much it is the mean of. */
interface PixelLoss {
  readonly loss: Value;
  readonly counted: Value;
}

function withTeaching(base: ContinuedGraph, own: PixelLoss, options: ObjectiveOptions): PixelLoss {
  const { teaching, batch, embeddingDim, geometry } = options;
  if (!teaching) return own;
  const { g } = base;
  const { labels, rows, columns, weight } = teaching;
  const { images } = batch;
  const text = g.input('soft_text', 'float32', [images, labels, embeddingDim]);
  const labelBias = g.input('soft_label_bias', 'float32', [images, labels]);
  const targets = g.input('soft_targets', 'float32', [images, rows, columns, labels]);
  const forWords = { ...options, batch: { ...batch, labels } };
  const logits = appendCorrelation(g, base.value('embeddings'), { text, labelBias }, forWords);
  const soft = appendSoftLoss(g, { logits, targets }, { images, labels, rows, columns }, geometry);
  return {
    loss: g.op('Add', [own.loss, g.op('Mul', [soft.loss, g.float(weight)])]),
    counted: g.op('Add', [own.counted, soft.counted]),
  };
}

function withDistillation(
  base: ContinuedGraph,
  image: Graph,
  loss: Value,
  { distillation }: ObjectiveOptions,
): Value {
  if (!distillation) return loss;
  const { g } = base;
  const distance = appendDistillation(base, image, distillation.teacher);
  return g.op('Add', [loss, g.op('Mul', [distance, g.float(distillation.weight)])]);
}
