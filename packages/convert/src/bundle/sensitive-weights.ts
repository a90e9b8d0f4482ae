import type { Graph } from '@langseg/onnx-graph';

/**
 * Parts of names of weights that stay in floating point with `q8`, in the namings of timm, DINOv2 and TIPS, and of CLIP: what mixes the
 * attended values of all heads. Its inputs are means over many tokens and differ little, so rounding them costs more
 * than anywhere else in a block, and it is a twelfth of a block's work.
 */
export const sensitiveWeights: readonly string[] = ['attn.proj.', 'attn.out_proj.'];

/** Matrices of a graph whose names contain one of `parts`. */
export function keptFloat({ initializers }: Graph, parts: readonly string[]): string[] {
  return [...initializers]
    .filter(
      ([name, { shape, value }]) => shape.length === 2 && !value && parts.some((part) => name.includes(part)),
    )
    .map(([name]) => name);
}
