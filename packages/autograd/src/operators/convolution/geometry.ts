import { LangSegError } from '@langseg/core';
import { readAttribute, windowGeometry, type GraphNode, type WindowGeometry } from '@langseg/onnx-graph';
import type { NodeContext } from '../../differentiable.js';

/** Sizes of a two-dimensional convolution X `[B, C, H, W]` * W `[M, C/G, KH, KW]` → Y `[B, M, OH, OW]`. */
export interface ConvolutionSizes {
  readonly batch: number;
  /** C. */
  readonly channels: number;
  /** M. */
  readonly outputs: number;
  /** G. */
  readonly group: number;
  /** H, W. */
  readonly input: readonly number[];
  /** OH, OW. */
  readonly output: readonly number[];
  readonly window: WindowGeometry;
}

/** @throws LangSegError `GRAPH_INVALID` for convolutions of other than two spatial axes. */
export function convolutionSizes({ node, inputValues, outputValues }: NodeContext): ConvolutionSizes {
  const [x, weight] = [inputValues[0]!.shape, inputValues[1]!.shape];
  assertImages(node, x);
  const [batch, channels, ...input] = x;
  return {
    batch,
    channels,
    outputs: weight[0],
    group: readAttribute(node, 'int', 'group', 1),
    input,
    output: outputValues[0].shape.slice(2),
    window: windowGeometry(node, input, weight.slice(2)),
  };
}

/** @throws LangSegError `GRAPH_INVALID` for an input without exactly two spatial axes. */
export function assertImages(node: GraphNode, shape: readonly number[]): void {
  if (shape.length === 4) return;
  throw new LangSegError(
    'GRAPH_INVALID',
    `Node ${node.name}: the gradient of ${node.operator} is known for images [B, C, H, W], got [${shape.join(', ')}].`,
    { node: node.name, found: shape },
  );
}

/** Padding of both axes as the `pads` attribute has it: begins, then ends. */
export function padsOf({ padsBegin, padsEnd }: WindowGeometry): number[] {
  return [...padsBegin, ...padsEnd];
}

/** Length of the window along each axis, gaps of its dilation included. */
export function extentOf({ kernel, dilations }: WindowGeometry): number[] {
  return kernel.map((length, axis) => (length - 1) * dilations[axis] + 1);
}
