import { tensor, type Tensor } from '@langseg/core';
import { dinotxtGraph } from '@langseg/image-encoders';
import { selectOutputs } from '@langseg/onnx-graph';
import * as z from 'zod';
import { graphKind } from '../case-kind.js';
import { loadWeights, weightFiles } from '../golden/case-weights.js';
import { compareOutputs } from '../golden/compare-outputs.js';
import { dinov2Config, dinov2Sizes } from '../networks/dinov2.js';

const config = dinov2Config.extend({ head_blocks: z.int(), embed_dim_half: z.int() });

/** dino.txt's image side: tokens of DINOv2, and what its head makes of them. */
export const dinotxtImage = graphKind(
  { config, weights: weightFiles },
  async ({ config: sizes, weights: parts }, { files, tensors, runner }) => {
    const weights = await loadWeights(files, parts);
    const graph = dinotxtGraph(weights, {
      ...dinov2Sizes(sizes, weights),
      headBlocks: sizes.head_blocks,
      headHidden: weights.get('head.block_list.0.mlp.w3.weight')!.shape[1],
      embeddingDim: sizes.embed_dim_half,
    });
    const pixels = await tensors.floatInput('pixels');
    const hidden = await runner.run(selectOutputs(graph, ['tokens', 'projected', 'pos_embed_resized']), {
      pixels,
    });
    const first = 1 + sizes.registers;
    const classToken = rowsOf(hidden.projected, 0, 1);
    return compareOutputs(tensors, {
      pos_embed: hidden.pos_embed_resized,
      backbone_patches: rowsOf(hidden.tokens, first),
      patch_tokens: rowsOf(hidden.projected, first),
      class_token: tensor('float32', [1, sizes.embed_dim_half], classToken.data),
    });
  },
);

/** Some tokens of a single image, `[L, D]` → `[1, …, D]`. */
function rowsOf({ shape, data }: Tensor<'float32'>, from: number, to = shape[0]): Tensor<'float32'> {
  return tensor('float32', [1, to - from, shape[1]], data.slice(from * shape[1], to * shape[1]));
}
