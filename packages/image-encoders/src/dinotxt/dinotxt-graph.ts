import type { ImageGraphOptions } from '@langseg/architecture';
import type { Weights } from '@langseg/core';
import { GraphBuilder, layerNorm, linear, Parameters, type Graph } from '@langseg/onnx-graph';
import { dinov2Block } from '../dinov2/dinov2-block.js';
import { asMap, dinov2Tokens, patchesOf } from '../dinov2/dinov2-tokens.js';
import type { DinotxtSizes } from './dinotxt-sizes.js';

/** PyTorch's LayerNorm epsilon, which the head's norms have. */
const epsilon = 1e-5;

/**
 * dino.txt's image side (`dinov2/hub/text` of facebookresearch/dinov2): DINOv2, transformer blocks on all of its tokens, and a
 * linear layer into the space of words. `pixels` `[B, 3, H, W]` in, `embeddings` `[B, D, h, w]` of patches out. Its values include
 * `pos_embed_resized`, `tokens`, rows after DINOv2, and `projected`, rows of all tokens `[B·L, D]`.
 *
 * @param weights DINOv2's under their own names, the head's behind `head.`.
 * @throws LangSegError `WEIGHTS_MISMATCH` when a weight is missing.
 */
export function dinotxtGraph(weights: Weights, config: DinotxtSizes, options: ImageGraphOptions = {}): Graph {
  const { width, heads, registers, headBlocks, embeddingDim } = config;
  const g = new GraphBuilder('dinotxt');
  const parameters = new Parameters(g, weights, options);
  const pixels = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);
  const { rows, batchAndLength, grid } = dinov2Tokens(g, pixels, parameters, config, {
    positions: 'cubic',
    valuePath: false,
  });
  const head = parameters.scope('head');
  let x = rows;
  for (let index = 0; index < headBlocks; index++)
    x = dinov2Block(g, x, head.scope(`block_list.${index}`), batchAndLength, {
      ...{ width, heads, epsilon, ffn: 'swiglu', path: 'attention' },
    });
  const normed = layerNorm(g, x, head.scope('ln_final'), epsilon);
  const projected = g.op('Identity', [linear(g, normed, head.scope('linear_projection'))], {}, 'projected');
  const perImage = g.op('Concat', [batchAndLength, g.ints(embeddingDim)], { axis: 0 });
  const patches = patchesOf(g, g.op('Reshape', [projected, perImage]), registers);
  const map = asMap(g, patches, grid, embeddingDim);
  g.output('embeddings', map, 'float32', ['batch', embeddingDim, 'rows', 'columns']);
  parameters.assertComplete();
  return g.build();
}
