import {
  layerNorm,
  linear,
  selfAttention,
  type GraphBuilder,
  type Parameters,
  type Value,
} from '@langseg/onnx-graph';
import { ownValues } from '../vit/own-values.js';
import type { Dinov2Config } from './dinov2-config.js';
import { scaledLinear } from './scaled-linear.js';

/** What a block is computed with. */
export interface Dinov2BlockOptions extends Pick<Dinov2Config, 'width' | 'heads' | 'ffn'> {
  /** Of both norms. */
  readonly epsilon: number;
  /**
   * `attention` as usual; `value` without it: each token gets its own value (MaskCLIP, Zhou et al. 2022), which keeps
   * what was said of a place at that place.
   */
  readonly path: 'attention' | 'value';
}

/** One pre-norm block on rows `[B·L, width]`: attention and MLP, each scaled (LayerScale) and added to its input. */
export function dinov2Block(
  g: GraphBuilder,
  x: Value,
  block: Parameters,
  batchAndLength: Value,
  { width, heads, ffn, epsilon, path }: Dinov2BlockOptions,
): Value {
  const normed = layerNorm(g, x, block.scope('norm1'), epsilon);
  const qkv = block.scope('attn.qkv');
  const attended =
    path === 'value'
      ? ownValues(g, normed, qkv, ['weight', 'bias'], width)
      : selfAttention(g, linear(g, normed, qkv), batchAndLength, { width, heads });
  const mixed = g.op('Add', [x, scaledLinear(g, attended, block.scope('attn.proj'), block.scope('ls1'))]);

  const mlp = block.scope('mlp');
  const hidden = layerNorm(g, mixed, block.scope('norm2'), epsilon);
  const [activated, last] =
    ffn === 'swiglu'
      ? [gated(g, hidden, mlp), mlp.scope('w3')]
      : [g.op('Gelu', [linear(g, hidden, mlp.scope('fc1'))]), mlp.scope('fc2')];
  return g.op('Add', [mixed, scaledLinear(g, activated, last, block.scope('ls2'))]);
}

/** SiLU of one half times the other (Shazeer 2020); both halves are one layer, or two of their own. */
function gated(g: GraphBuilder, x: Value, mlp: Parameters): Value {
  const [gate, value] = mlp.has('w1.weight')
    ? [linear(g, x, mlp.scope('w1')), linear(g, x, mlp.scope('w2'))]
    : g.ops('Split', [linear(g, x, mlp.scope('w12'))], 2, { axis: 1, num_outputs: 2 });
  return g.op('Mul', [g.op('Mul', [gate, g.op('Sigmoid', [gate])]), value]);
}
