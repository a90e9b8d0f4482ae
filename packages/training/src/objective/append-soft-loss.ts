import type { GraphBuilder, Value } from '@langseg/onnx-graph';
import type { ObjectiveOptions } from './objective-options.js';

/** Smallest sum of targets that is divided by. */
const leastMass = 1e-12;

/**
 * Adds the cross-entropy between what teachers say and what the network says: −Σ target · log softmax(logits), divided by the sum of all
 * targets (Hinton et al. 2015, "Distilling the Knowledge in a Neural Network", at temperature 1). The softmax is over the words that the
 * teacher could choose from, and over nothing else.
 *
 * @param values.logits float32 `[B, M, h, w]`.
 * @param values.targets float32 `[B, rows, columns, M]`; cells that don't count are 0.
 * @returns `loss`, 0 where no cell counts, and `counted`, the sum of all targets; float32 scalars.
 */
export function appendSoftLoss(
  g: GraphBuilder,
  { logits, targets }: { readonly logits: Value; readonly targets: Value },
  size: { readonly images: number; readonly labels: number; readonly rows: number; readonly columns: number },
  { alignCorners }: Pick<ObjectiveOptions['geometry'], 'alignCorners'>,
): { readonly loss: Value; readonly counted: Value } {
  // Labels last, where runtimes interpolate and take the softmax fastest.
  const turned = g.op('Transpose', [logits], { perm: [0, 2, 3, 1] });
  const onGrid = g.op(
    'Resize',
    [turned, undefined, undefined, g.ints(size.images, size.rows, size.columns, size.labels)],
    { mode: 'linear', coordinate_transformation_mode: alignCorners ? 'align_corners' : 'half_pixel' },
  );
  const answers = g.op('LogSoftmax', [onGrid], { axis: -1 });
  const sum = (value: Value) => g.op('ReduceSum', [value, g.ints(0, 1, 2, 3)], { keepdims: 0 });
  const counted = sum(targets);
  const total = g.op('Max', [counted, g.float(leastMass)]);
  const loss = g.op('Neg', [g.op('Div', [sum(g.op('Mul', [targets, answers])), total])]);
  return { loss, counted };
}
