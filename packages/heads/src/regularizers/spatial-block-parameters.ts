import { convolutionParameters, scoped, type ParameterSpec } from '@langseg/onnx-graph';

/** Where lang-seg's checkpoints keep a block: its `weight` `[1, 1, 3, 3]` and `bias` `[1]` are named after it. */
export const spatialBlockScope = 'scratch.head_block.depthwise.depthwise';

/**
 * The ten numbers of a `depthwise` or `bottleneck` block, named by {@link spatialBlockScope} and initialised as in
 * lang-seg.
 */
export function spatialBlockParameters(): ParameterSpec[] {
  return scoped(spatialBlockScope, convolutionParameters({ inputs: 1, outputs: 1, kernel: 3 }));
}
