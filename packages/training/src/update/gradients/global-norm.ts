import type { GraphBuilder, Value } from '@langseg/onnx-graph';

/**
 * The Euclidean norm of all gradients together, as one long vector; a scalar. Computed as the norm of the norms, like
 * `torch.nn.utils.clip_grad_norm_`. Without gradients it is 0.
 */
export function globalNorm(g: GraphBuilder, gradients: Iterable<Value>): Value {
  const norms = Array.from(gradients, (gradient) =>
    g.op('ReduceL2', [g.op('Reshape', [gradient, g.ints(-1)]), g.ints(0)], { keepdims: 1 }),
  );
  if (norms.length === 0) return g.float(0);
  const all = norms.length === 1 ? norms[0] : g.op('Concat', norms, { axis: 0 });
  return g.op('ReduceL2', [all, g.ints(0)], { keepdims: 0 });
}
