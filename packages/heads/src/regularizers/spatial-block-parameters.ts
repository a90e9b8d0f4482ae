import { convolutionParameters, scoped, type ParameterSpec } from '@langseg/onnx-graph';

/**
 * The ten numbers of a `depthwise` or `bottleneck` block, named and initialised as in lang-seg:
 * `scratch.head_block.depthwise.depthwise.weight` `[1, 1, 3, 3]` and `.bias` `[1]`.
 */
export function spatialBlockParameters(): ParameterSpec[] {
  return scoped(
    'scratch.head_block.depthwise.depthwise',
    convolutionParameters({ inputs: 1, outputs: 1, kernel: 3 }),
  );
}
