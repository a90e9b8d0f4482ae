import type { GraphBuilder, Value } from '../graph/graph-builder.js';

/** Sizes of a multi-head attention. */
export interface AttentionShape {
  /** Channels of a token, a multiple of `heads`. */
  readonly width: number;
  readonly heads: number;
}

/**
 * Scaled dot-product self-attention (Vaswani et al. 2017, section 3.2): softmax(Q·Kᵀ / √d + mask)·V per head.
 *
 * @param qkv queries, keys and values side by side, `[B·L, 3·width]`.
 * @param batchAndLength the int64 pair (B, L).
 * @param mask added to the scores, broadcast to `[B, heads, L, L]`.
 * @returns `[B·L, width]`, before the output projection.
 */
export function selfAttention(
  g: GraphBuilder,
  qkv: Value,
  batchAndLength: Value,
  { width, heads }: AttentionShape,
  mask?: Value,
): Value {
  const headWidth = width / heads;
  const split = g.op('Concat', [batchAndLength, g.ints(heads, headWidth)], { axis: 0 });
  const [q, k, v] = g
    .ops('Split', [qkv], 3, { axis: 1, num_outputs: 3 })
    .map((part) => g.op('Reshape', [part, split]));

  const queries = g.op('Mul', [g.op('Transpose', [q], { perm: [0, 2, 1, 3] }), g.float(headWidth ** -0.5)]);
  const keys = g.op('Transpose', [k], { perm: [0, 2, 3, 1] });
  const values = g.op('Transpose', [v], { perm: [0, 2, 1, 3] });
  const scores = g.op('MatMul', [queries, keys]);
  const attention = g.op('Softmax', [mask ? g.op('Add', [scores, mask]) : scores], { axis: -1 });
  const mixed = g.op('Transpose', [g.op('MatMul', [attention, values])], { perm: [0, 2, 1, 3] });
  return g.op('Reshape', [mixed, g.ints(-1, width)]);
}
