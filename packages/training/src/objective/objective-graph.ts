import { continueGraph, onnxDataType, type Graph, type GraphBuilder, type Value } from '@langseg/onnx-graph';
import type { ObjectiveOptions } from './objective-options.js';
import { appendCorrelation } from './append-correlation.js';

/**
 * Adds LSeg's training loss to an image encoder (paper section 3.4; `LSegmentationModule.training_step` of lang-seg's
 * `modules/lsegmentation_module.py`): the pixel-wise softmax cross-entropy over the scaled word-pixel correlations,
 * averaged by weight over the pixels that count.
 *
 * Each image has a label list of its own. Inputs beside `pixels` `[B, 3, H, W]`:
 *
 * - `text` float32 `[B, N, D]`: unit embeddings of each image's labels;
 * - `label_bias` float32 `[B, N]`: 0, or a large negative number where the list is shorter than N;
 * - `label_weights` float32 `[B, N]`: weight of a pixel by its label, 1 for all unless classes are weighted;
 * - `targets` int32 `[B, H, W]`: index into the image's labels, or the ignore index.
 *
 * Outputs `loss` (scalar; 0 where no pixel counts) and `counted` (scalar, number of pixels that count).
 *
 * @param image from `pixels` to `embeddings`.
 */
export function objectiveGraph(image: Graph, options: ObjectiveOptions): Graph {
  const { batch, geometry, embeddingDim, ignoreIndex = -1 } = options;
  const { images, labels, height, width } = batch;
  const { g, value } = continueGraph(image, `${image.name}:objective`);
  const text = g.input('text', 'float32', [images, labels, embeddingDim]);
  const labelBias = g.input('label_bias', 'float32', [images, labels]);
  const labelWeights = g.input('label_weights', 'float32', [images, labels]);
  const targets = g.input('targets', 'int32', [images, height, width]);

  const logits = appendCorrelation(g, value('embeddings'), { text, labelBias }, options);
  // Labels last, where runtimes interpolate and take the softmax fastest; the small map is the cheap one to turn.
  const turned = g.op('Transpose', [logits], { perm: [0, 2, 3, 1] });
  const enlarged = g.op('Resize', [turned, undefined, undefined, g.ints(images, height, width, labels)], {
    mode: 'linear',
    coordinate_transformation_mode: geometry.alignCorners ? 'align_corners' : 'half_pixel',
  });
  const rows = images * height * width;
  const losses = g.op(
    'SoftmaxCrossEntropyLoss',
    [g.op('Reshape', [enlarged, g.ints(rows, labels)]), g.op('Reshape', [targets, g.ints(rows)])],
    { reduction: 'none', ignore_index: ignoreIndex },
  );

  const { weights, counted } = pixelWeights(g, targets, labelWeights, options);
  const weighted = g.op('Mul', [losses, weights]);
  const total = g.op('Max', [sum(g, weights), g.float(1e-12)]);
  g.output('loss', g.op('Div', [sum(g, weighted), total]), 'float32', []);
  g.output('counted', sum(g, counted), 'float32', []);
  return g.build();
}

/** The weight of each pixel's label, 0 where it is ignored, and 1 for each pixel that counts; `[B·H·W]` both. */
function pixelWeights(
  g: GraphBuilder,
  targets: Value,
  labelWeights: Value,
  { batch, ignoreIndex = -1 }: ObjectiveOptions,
): { readonly weights: Value; readonly counted: Value } {
  const { images, height, width } = batch;
  const area = height * width;
  const indices = g.op('Reshape', [
    g.op('Cast', [targets], { to: onnxDataType('int64') }),
    g.ints(images, area),
  ]);
  const isIgnored = g.op('Equal', [indices, g.ints(ignoreIndex)]);
  const known = g.op('Where', [isIgnored, g.ints(0), indices]);
  const counted = g.op('Sub', [g.float(1), g.op('Cast', [isIgnored], { to: onnxDataType('float32') })]);
  const weights = g.op('Mul', [g.op('GatherElements', [labelWeights, known], { axis: 1 }), counted]);
  const flat = (value: Value) => g.op('Reshape', [value, g.ints(images * area)]);
  return { weights: flat(weights), counted: flat(counted) };
}

function sum(g: GraphBuilder, values: Value): Value {
  return g.op('ReduceSum', [values, g.ints(0)], { keepdims: 0 });
}
