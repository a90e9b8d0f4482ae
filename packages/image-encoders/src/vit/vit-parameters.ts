import {
  convolutionParameters,
  layerNormParameters,
  linearParameters,
  scoped,
  zeros,
  type InitialValues,
  type ParameterSpec,
} from '@langseg/onnx-graph';
import type { VitConfig } from './vit-config.js';

/** timm's `trunc_normal_` with std 0.02, which cuts at ±2 whatever the deviation. */
const truncated: InitialValues = { kind: 'truncated-normal', std: 0.02, limit: 2 };

/** timm's initial values of a transformer's linear layers (`_init_vit_weights`). */
const transformer = { weight: truncated, bias: zeros };

/**
 * The weights that the first `blocks` blocks of a ViT read, named and initialised as in timm's
 * `vision_transformer.py`.
 *
 * @param grid side of the square of patches that there are position embeddings for.
 */
export function vitParameters(
  { width, patchSize }: VitConfig,
  { grid, blocks }: { readonly grid: number; readonly blocks: number },
): ParameterSpec[] {
  return [
    { name: 'cls_token', shape: [1, 1, width], initial: truncated, kind: 'parameter' },
    { name: 'pos_embed', shape: [1, 1 + grid * grid, width], initial: truncated, kind: 'parameter' },
    ...scoped('patch_embed.proj', convolutionParameters({ inputs: 3, outputs: width, kernel: patchSize })),
    ...Array.from({ length: blocks }, (_, index) => blockParameters(width, index)).flat(),
  ];
}

/** What timm's ViT holds after its first `blocks` blocks: the other blocks, the final norm and the classifier, which starts at 0. */
export function idleVitParameters(
  { width, depth }: VitConfig,
  { blocks, classes }: { readonly blocks: number; readonly classes: number },
): ParameterSpec[] {
  return [
    ...Array.from({ length: depth - blocks }, (_, index) => blockParameters(width, blocks + index)).flat(),
    ...scoped('norm', layerNormParameters(width)),
    ...scoped('head', linearParameters(width, classes, { weight: zeros, bias: zeros })),
  ];
}

function blockParameters(width: number, index: number): ParameterSpec[] {
  return scoped(`blocks.${index}`, [
    ...scoped('norm1', layerNormParameters(width)),
    ...scoped('attn.qkv', linearParameters(width, 3 * width, transformer)),
    ...scoped('attn.proj', linearParameters(width, width, transformer)),
    ...scoped('norm2', layerNormParameters(width)),
    ...scoped('mlp.fc1', linearParameters(width, 4 * width, transformer)),
    ...scoped('mlp.fc2', linearParameters(4 * width, width, transformer)),
  ]);
}
