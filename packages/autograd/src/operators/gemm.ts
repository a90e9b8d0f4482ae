import { readAttribute, type GraphNode } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';
import { sumToShape } from './sum-to-shape.js';

/**
 * Y = α·A′·B′ + β·C, where A′ and B′ are A and B or their transposes: ∂A′ = α·∂Y·B′ᵀ, ∂B′ = α·A′ᵀ·∂Y, and
 * ∂C = β·∂Y, summed over broadcast axes.
 */
export const gemm: Differentiable = {
  gradient: ({ g, node, gradients: [dy], inputs: [a, b], inputValues, outputValues: [y], wanted }) => {
    const { alpha, beta, transA, transB } = attributesOf(node);
    const product = (operands: readonly (typeof dy)[], left: number, right: number) =>
      g.op('Gemm', operands, { alpha, transA: left, transB: right });
    const summand = () => {
      const sum = sumToShape(g, dy!, y.shape, inputValues[2]!.shape);
      return beta === 1 ? sum : g.op('Mul', [sum, g.float(beta)]);
    };
    return [
      wanted[0] ? (transA ? product([b, dy], transB, 1) : product([dy, b], 0, 1 - transB)) : undefined,
      wanted[1] ? (transB ? product([dy, a], 1, transA) : product([a, dy], 1 - transA, 0)) : undefined,
      wanted[2] ? summand() : undefined,
    ];
  },
};

function attributesOf(node: GraphNode) {
  return {
    alpha: readAttribute(node, 'float', 'alpha', 1),
    beta: readAttribute(node, 'float', 'beta', 1),
    transA: readAttribute(node, 'int', 'transA', 0),
    transB: readAttribute(node, 'int', 'transB', 0),
  };
}
