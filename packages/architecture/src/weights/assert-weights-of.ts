import { LangSegError } from '@langseg/core';
import { readAttribute, type Graph, type GraphNode } from '@langseg/onnx-graph';

/**
 * What ONNX would put up with and PyTorch would not, or not in these architectures: biases that are repeated because they
 * are too short, and kernels of a size that shifts the grid.
 *
 * @throws LangSegError `GRAPH_INVALID` naming the node.
 */
export function assertWeightsOf(node: GraphNode, { initializers }: Graph): void {
  const [weight, bias] = [1, 2].map((index) => initializers.get(node.inputs[index] ?? '')?.shape);
  if (!weight) return;
  if (node.operator === 'Gemm' && bias) {
    const columns = weight[readAttribute(node, 'int', 'transB', 0) === 1 ? 0 : 1];
    if (bias.join() !== String(columns)) throw misfit(node, `a bias [${columns}]`, bias);
  }
  if (node.operator === 'Conv' || node.operator === 'ConvTranspose') {
    const sizes = kernelSizes(node);
    const kernel = weight.slice(2);
    if (sizes && kernel.some((length) => length !== kernel[0] || !sizes.includes(length)))
      throw misfit(node, `a square kernel of ${sizes.join(' or ')}`, kernel);
  }
}

/** Convolutions keep the grid, centred by their padding, pick pixels from it, or tile it, as large as their stride. */
function kernelSizes(node: GraphNode): readonly number[] | undefined {
  if (readAttribute(node, 'string', 'auto_pad', 'NOTSET') !== 'NOTSET') return undefined;
  const [stride] = readAttribute(node, 'ints', 'strides', [1, 1]);
  const [dilation] = readAttribute(node, 'ints', 'dilations', [1, 1]);
  const [padding] = readAttribute(node, 'ints', 'pads', [0, 0, 0, 0]);
  if (node.operator === 'ConvTranspose') return [stride];
  return padding === 0 ? [...new Set([1, stride])] : [(2 * padding) / dilation + 1];
}

function misfit(node: GraphNode, expected: string, found: readonly number[]): LangSegError {
  return new LangSegError(
    'GRAPH_INVALID',
    `Node ${node.name} needs ${expected}, got [${found.join(', ')}].`,
    { node: node.name, expected, found },
  );
}
