import { sizeOf, type Tensor } from '@langseg/core';
import { axisOf, nodeMismatch, readAttribute, rowMajorStrides, type GraphNode } from '@langseg/onnx-graph';
import { elementsOf, type Kernel } from './kernel.js';

/** One element of the data for each index, looked up along one axis. */
export const gatherElements: Kernel = (node, [data, indices], [output]) => {
  const from = elementsOf(data!);
  const to = elementsOf(output);
  visitElements(node, data!, indices!, (index, at) => {
    to[index] = from[at];
  });
};

/** The data, with one update for each index put in its place or added to it along one axis. */
export const scatterElements: Kernel = (node, [data, indices, updates], [output]) => {
  const to = elementsOf(output);
  const from = elementsOf(updates!);
  const adds = readAttribute(node, 'string', 'reduction', 'none') === 'add';
  to.set(elementsOf(data!));
  visitElements(node, data!, indices!, (index, at) => {
    to[at] = adds ? to[at] + from[index] : from[index];
  });
};

/** Calls `visit` with the position of each index and the position in the data that it stands for. */
function visitElements(
  node: GraphNode,
  data: Tensor,
  indices: Tensor,
  visit: (index: number, at: number) => void,
): void {
  const axis = axisOf(node, 0, data.shape.length);
  const length = data.shape[axis];
  const strides = rowMajorStrides(data.shape);
  const steps = rowMajorStrides(indices.shape);
  for (let i = 0; i < sizeOf(indices.shape); i++) {
    const given = Number(indices.data[i]);
    if (given < -length || given >= length)
      throw nodeMismatch(node, `indices from ${-length} to ${length - 1}`, given);
    let at = 0;
    for (let k = 0; k < strides.length; k++) {
      const position = Math.floor(i / steps[k]) % indices.shape[k];
      at += strides[k] * (k === axis ? (given < 0 ? given + length : given) : position);
    }
    visit(i, at);
  }
}
