import { onnxDataType, type GraphBuilder, type Value } from '@langseg/onnx-graph';
import type { ObjectiveOptions } from './objective-options.js';

/** What the loss of a batch is computed from. */
export interface PixelLossValues {
  /** float32 `[B, N, h, w]`. */
  readonly logits: Value;
  /** int32 `[B, H, W]`: index into the image's labels, or the ignore index. */
  readonly targets: Value;
  /** float32 `[B, N]`: weight of a pixel by its label. */
  readonly labelWeights: Value;
}

/** Smallest sum of weights that is divided by. */
const leastWeight = 1e-12;

/**
 * Adds the softmax cross-entropy of logits that are enlarged to the targets' size, averaged by weight over the pixels that
 * count (`torch.nn.CrossEntropyLoss` with `ignore_index`, without the NaN that it gives where no pixel counts).
 *
 * @param options.enlargedName name of the enlarged logits `[B, H, W, N]`, where they should be found again.
 * @returns `loss`, 0 where no pixel counts, and `counted`, the number of pixels that count; float32 scalars.
 */
export function appendPixelLoss(
  g: GraphBuilder,
  { logits, targets, labelWeights }: PixelLossValues,
  options: Pick<ObjectiveOptions, 'batch' | 'ignoreIndex'> & {
    readonly geometry: Pick<ObjectiveOptions['geometry'], 'alignCorners'>;
    readonly enlargedName?: string;
  },
): { readonly loss: Value; readonly counted: Value } {
  const { batch, geometry, ignoreIndex = -1, enlargedName } = options;
  const { images, labels, height, width } = batch;
  // Labels last, where runtimes interpolate and take the softmax fastest; the small map is the cheap one to turn.
  const turned = g.op('Transpose', [logits], { perm: [0, 2, 3, 1] });
  const enlarged = g.op(
    'Resize',
    [turned, undefined, undefined, g.ints(images, height, width, labels)],
    {
      mode: 'linear',
      coordinate_transformation_mode: geometry.alignCorners ? 'align_corners' : 'half_pixel',
    },
    enlargedName,
  );
  const rows = images * height * width;
  const losses = g.op(
    'SoftmaxCrossEntropyLoss',
    [g.op('Reshape', [enlarged, g.ints(rows, labels)]), g.op('Reshape', [targets, g.ints(rows)])],
    { reduction: 'none', ignore_index: ignoreIndex },
  );
  const { weights, counted } = pixelWeights(g, targets, labelWeights, { images, ignoreIndex });
  const total = g.op('Max', [sum(g, weights), g.float(leastWeight)]);
  const loss = g.op('Div', [sum(g, g.op('Mul', [losses, weights])), total]);
  return { loss, counted: sum(g, counted) };
}

/** The weight of each pixel's label, 0 where it is ignored, and 1 for each pixel that counts; `[B·H·W]` both. */
function pixelWeights(
  g: GraphBuilder,
  targets: Value,
  labelWeights: Value,
  { images, ignoreIndex }: { readonly images: number; readonly ignoreIndex: number },
): { readonly weights: Value; readonly counted: Value } {
  const wide = g.op('Cast', [targets], { to: onnxDataType('int64') });
  const indices = g.op('Reshape', [wide, g.ints(images, -1)]);
  const isIgnored = g.op('Equal', [indices, g.ints(ignoreIndex)]);
  const known = g.op('Where', [isIgnored, g.ints(0), indices]);
  const counted = g.op('Sub', [g.float(1), g.op('Cast', [isIgnored], { to: onnxDataType('float32') })]);
  const weights = g.op('Mul', [g.op('GatherElements', [labelWeights, known], { axis: 1 }), counted]);
  const flat = (value: Value) => g.op('Reshape', [value, g.ints(-1)]);
  return { weights: flat(weights), counted: flat(counted) };
}

function sum(g: GraphBuilder, values: Value): Value {
  return g.op('ReduceSum', [values, g.ints(0)], { keepdims: 0 });
}
