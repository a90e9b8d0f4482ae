import { Parameters, upsampleBilinear, type GraphBuilder, type Value } from '@langseg/onnx-graph';
import type { ObjectiveOptions, TrainedRegularizer } from './objective-options.js';

/** Square of the shortest norm that a pixel is divided by, 1e-12. */
const leastSquares = 1e-24;

/**
 * Word-pixel correlation and regulariser in a form that can be differentiated: scale · ⟨pixel, word⟩ / ‖pixel‖ on the grid
 * of the logits, with pixels upsampled before they are normalised (LSeg, section 3.3; `forward` of `LSeg` in lang-seg's
 * `modules/models/lseg_net.py`). Products are taken before the upsampling, with which they commute.
 *
 * @param embeddings `[B, D, h, w]`.
 * @param text.text `[B, N, D]`.
 * @param text.labelBias `[B, N]`, added last.
 * @returns logits `[B, N, f·h, f·w]`.
 * @throws LangSegError `WEIGHTS_MISMATCH` when the regulariser's weights are missing.
 */
export function appendCorrelation(
  g: GraphBuilder,
  embeddings: Value,
  { text, labelBias }: { readonly text: Value; readonly labelBias: Value },
  { batch, geometry, embeddingDim, logitScale, regularizer }: ObjectiveOptions,
): Value {
  const { factor, alignCorners } = geometry.upsampling;
  const enlarge = (x: Value) => (factor === 1 ? x : upsampleBilinear(g, x, factor, { alignCorners }));
  const columns = g.op('Reshape', [embeddings, g.ints(batch.images, embeddingDim, -1)]);
  const size = g.op('Shape', [embeddings], { start: 2, end: 4 });
  const products = g.op('Reshape', [
    g.op('MatMul', [text, columns]),
    g.op('Concat', [g.ints(batch.images, batch.labels), size], { axis: 0 }),
  ]);

  const squares = g.op('ReduceSumSquare', [enlarge(embeddings), g.ints(1)], { keepdims: 1 });
  // The limit comes before the root, whose slope at 0 is infinite.
  const norms = g.op('Sqrt', [g.op('Max', [squares, g.float(leastSquares)])]);
  const logits = g.op('Mul', [enlarge(products), g.op('Div', [g.float(logitScale), norms])]);
  const bias = g.op('Reshape', [labelBias, g.ints(batch.images, batch.labels, 1, 1)]);
  const regularized = regularizer ? regularize(g, logits, bias, regularizer) : logits;
  return g.op('Add', [regularized, bias]);
}

function regularize(
  g: GraphBuilder,
  logits: Value,
  labelBias: Value,
  { architecture, config, weights }: TrainedRegularizer,
): Value {
  const parameters = new Parameters(g, weights);
  const regularized = architecture.append(g, logits, parameters, config, { labelBias });
  parameters.assertComplete();
  return regularized;
}
