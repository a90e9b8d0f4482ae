import type { GraphBuilder, Value } from '../graph/graph-builder.js';
import { layerNorm, linear } from './linear.js';
import type { Parameters } from './parameters.js';
import { selfAttention, type AttentionShape } from './self-attention.js';

/** CLIP's LayerNorm epsilon, PyTorch's default. */
const epsilon = 1e-5;

/**
 * One block of CLIP's text and vision transformers (`ResidualAttentionBlock` of openai/CLIP's `model.py`): pre-norm
 * attention and an MLP.
 *
 * @param x rows `[B·L, width]`.
 * @param batchAndLength the int64 pair (B, L).
 * @param options.mask added to the attention scores.
 * @param options.activation default CLIP's QuickGELU, x·σ(1.702·x).
 * @param options.attend takes the place of self-attention, from normed rows to rows before the output projection.
 */
export function clipTransformerBlock(
  g: GraphBuilder,
  x: Value,
  block: Parameters,
  batchAndLength: Value,
  shape: AttentionShape,
  options: {
    readonly mask?: Value;
    readonly name?: string;
    readonly activation?: 'quick-gelu' | 'gelu' | 'relu';
    readonly attend?: (normed: Value, attention: Parameters) => Value;
  } = {},
): Value {
  const normed = layerNorm(g, x, block.scope('ln_1'), epsilon);
  const attention = block.scope('attn');
  const attended =
    options.attend?.(normed, attention) ??
    selfAttention(g, clipQueriesKeysValues(g, normed, attention), batchAndLength, shape, options.mask);
  const mixed = g.op('Add', [x, linear(g, attended, attention.scope('out_proj'))]);

  const hidden = linear(g, layerNorm(g, mixed, block.scope('ln_2'), epsilon), block.scope('mlp.c_fc'));
  const activated = activate(g, hidden, options.activation ?? 'quick-gelu');
  return g.op('Add', [mixed, linear(g, activated, block.scope('mlp.c_proj'))], {}, options.name);
}

/** Queries, keys and values side by side, as `torch.nn.MultiheadAttention` makes them: `[R, width]` → `[R, 3·width]`. */
export function clipQueriesKeysValues(g: GraphBuilder, x: Value, attention: Parameters): Value {
  return g.op('Gemm', [x, attention.value('in_proj_weight'), attention.optional('in_proj_bias')], {
    transB: 1,
  });
}

function activate(g: GraphBuilder, x: Value, activation: 'quick-gelu' | 'gelu' | 'relu'): Value {
  if (activation === 'relu') return g.op('Relu', [x]);
  if (activation === 'gelu') return g.op('Gelu', [x]);
  return g.op('Mul', [x, g.op('Sigmoid', [g.op('Mul', [x, g.float(1.702)])])]);
}
