import { sizeOf } from '@langseg/core';
import { readAttribute, type GraphBuilder, type GraphNode, type Value } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';
import { sumToShape } from './sum-to-shape.js';

/** A value that is read as matrices `[..., rows, columns]`. */
interface Matrices {
  readonly value: Value;
  readonly shape: readonly number[];
}

/**
 * Y = A·B, `[..., M, K] × [..., K, N]`: ∂A = ∂Y·Bᵀ, ∂B = Aᵀ·∂Y, summed over broadcast leading axes. Vectors count as
 * matrices of one row (A) or one column (B).
 *
 * With a two-dimensional B, as in a linear layer, the leading axes of A are rows like M, and each gradient is one
 * `Gemm`. Otherwise they are a `MatMul` of a `Transpose`, which onnxruntime computes as one.
 */
export const matMul: Differentiable = {
  gradient: ({ g, gradients: [dy], inputs, inputValues, outputValues: [output], wanted }) => {
    const [shapeA, shapeB] = inputValues.map((input) => input!.shape);
    const a = reshaped(g, inputs[0]!, shapeA, shapeA.length > 1 ? shapeA : [1, ...shapeA]);
    const b = reshaped(g, inputs[1]!, shapeB, shapeB.length > 1 ? shapeB : [...shapeB, 1]);
    const vectors = Number(shapeA.length === 1) + Number(shapeB.length === 1);
    const outer = output.shape.slice(0, output.shape.length - 2 + vectors);
    const rows = [...outer, a.shape.at(-2)!, b.shape.at(-1)!];
    const gradient = reshaped(g, dy!, output.shape, rows);

    const [da, db] = b.shape.length === 2 ? linear(g, gradient, a, b) : batched(g, gradient, a, b);
    return [
      wanted[0] ? reshaped(g, da(), a.shape, shapeA).value : undefined,
      wanted[1] ? reshaped(g, db(), b.shape, shapeB).value : undefined,
    ];
  },
};

/** ∂A and ∂B where B has no leading axes. */
function linear(g: GraphBuilder, gradient: Matrices, a: Matrices, b: Matrices): (() => Value)[] {
  const flat = (shape: readonly number[]) => [sizeOf(shape.slice(0, -1)), shape.at(-1)!];
  const rows = ({ value, shape }: Matrices) => reshaped(g, value, shape, flat(shape)).value;
  const dy = rows(gradient);
  return [
    () => reshaped(g, g.op('Gemm', [dy, b.value], { transB: 1 }), flat(a.shape), a.shape).value,
    () => g.op('Gemm', [rows(a), dy], { transA: 1 }),
  ];
}

/** ∂A and ∂B where both may have leading axes. */
function batched(g: GraphBuilder, gradient: Matrices, a: Matrices, b: Matrices): (() => Value)[] {
  const { value: dy, shape } = gradient;
  const transposed = (matrices: Matrices) => {
    const axes = matrices.shape.map((_, axis) => axis);
    return g.op('Transpose', [matrices.value], {
      perm: [...axes.slice(0, -2), axes.length - 1, axes.length - 2],
    });
  };
  const sum = (value: Value, to: Matrices) =>
    sumToShape(g, value, [...shape.slice(0, -2), ...to.shape.slice(-2)], to.shape);
  return [
    () => sum(g.op('MatMul', [dy, transposed(b)]), a),
    () => sum(g.op('MatMul', [transposed(a), dy]), b),
  ];
}

function reshaped(g: GraphBuilder, value: Value, from: readonly number[], to: readonly number[]): Matrices {
  return { value: from.join() === to.join() ? value : g.op('Reshape', [value, g.ints(...to)]), shape: to };
}

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
