import type { Parameters } from '@langseg/onnx-graph';
import { layerNorm, linear, selfAttention, type GraphBuilder, type Value } from '@langseg/onnx-graph';
import { embedPatches } from './embed-patches.js';
import type { VitConfig } from './vit-config.js';

/** timm's LayerNorm epsilon for vision transformers. */
const epsilon = 1e-6;

/** Tokens of some blocks with what is needed to lay them out as maps again. */
export interface VitTokens {
  /** Output of each chosen block, before the final norm: `[B, 1 + gh·gw, width]`, class token first. */
  readonly tokens: readonly Value[];
  /** Grid height and width as an int64 pair. */
  readonly grid: Value;
}

/**
 * The transformer of a ViT, stopping after the last block that is asked for
 * (`forward_flex` of lang-seg's `modules/models/lseg_vit.py`, timm's `vision_transformer.py`).
 *
 * @param pixels `[B, 3, H, W]`.
 * @param parameters the model's weights (`patch_embed.proj.weight`, `blocks.0.norm1.weight` …).
 * @param outIndices blocks whose outputs are returned, ascending, counted from 0.
 */
export function vitTokens(
  g: GraphBuilder,
  pixels: Value,
  parameters: Parameters,
  config: VitConfig,
  outIndices: readonly number[],
): VitTokens {
  const { embedded, grid } = embedPatches(g, pixels, parameters, config);
  const batchAndLength = g.op('Shape', [embedded], { start: 0, end: 2 });
  const tokenShape = g.op('Concat', [batchAndLength, g.ints(config.width)], { axis: 0 });

  let x = g.op('Reshape', [embedded, g.ints(-1, config.width)]);
  const tokens: Value[] = [];
  for (let index = 0; index <= Math.max(...outIndices); index++) {
    x = vitBlock(g, x, parameters.scope(`blocks.${index}`), batchAndLength, config);
    const level = outIndices.indexOf(index);
    if (level >= 0) tokens.push(g.op('Reshape', [x, tokenShape], {}, `tokens_${level + 1}`));
  }
  return { tokens, grid };
}

/** One pre-norm block on rows `[B·L, width]`: attention and a GELU MLP, each added to its input. */
function vitBlock(
  g: GraphBuilder,
  x: Value,
  block: Parameters,
  batchAndLength: Value,
  config: VitConfig,
): Value {
  const qkv = linear(g, layerNorm(g, x, block.scope('norm1'), epsilon), block.scope('attn.qkv'));
  const attended = selfAttention(g, qkv, batchAndLength, config);
  const mixed = g.op('Add', [x, linear(g, attended, block.scope('attn.proj'))]);

  const hidden = linear(g, layerNorm(g, mixed, block.scope('norm2'), epsilon), block.scope('mlp.fc1'));
  const activated = g.op('Gelu', [hidden]);
  return g.op('Add', [mixed, linear(g, activated, block.scope('mlp.fc2'))]);
}
