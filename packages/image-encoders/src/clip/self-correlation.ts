import type { AttentionShape, GraphBuilder, Value } from '@langseg/onnx-graph';

/**
 * Attention by the likeness of tokens among themselves: softmax(Q·Qᵀ / √d)·V with queries, the same with keys, or with the sum of
 * both (SCLIP's correlative self-attention, Wang et al. 2024). Places attend to what looks like them.
 *
 * @param qkv queries, keys and values side by side, `[B·L, 3·width]`.
 * @param batchAndLength the int64 pair (B, L).
 * @returns `[B·L, width]`, before the output projection.
 */
export function selfCorrelation(
  g: GraphBuilder,
  qkv: Value,
  batchAndLength: Value,
  { width, heads }: AttentionShape,
  by: 'qq' | 'kk' | 'csa',
): Value {
  const headWidth = width / heads;
  const split = g.op('Concat', [batchAndLength, g.ints(heads, headWidth)], { axis: 0 });
  const [q, k, v] = g
    .ops('Split', [qkv], 3, { axis: 1, num_outputs: 3 })
    .map((part) => g.op('Transpose', [g.op('Reshape', [part, split])], { perm: [0, 2, 1, 3] }));
  const likeness = (x: Value) => {
    const scaled = g.op('Mul', [x, g.float(headWidth ** -0.5)]);
    const scores = g.op('MatMul', [scaled, g.op('Transpose', [x], { perm: [0, 1, 3, 2] })]);
    return g.op('Softmax', [scores], { axis: -1 });
  };
  const attention = by === 'csa' ? g.op('Add', [likeness(q), likeness(k)]) : likeness(by === 'qq' ? q : k);
  const mixed = g.op('Transpose', [g.op('MatMul', [attention, v])], { perm: [0, 2, 1, 3] });
  return g.op('Reshape', [mixed, g.ints(-1, width)]);
}
