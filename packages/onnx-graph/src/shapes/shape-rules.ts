import type { OperatorName } from '../operators/attributes.js';
import type { ShapeRule } from './inferred-value.js';
import { conv, convTranspose } from './rules/convolution.js';
import * as copying from './rules/copying.js';
import { gatherElements, scatterElements } from './rules/elements.js';
import { arithmetic, comparison, where } from './rules/elementwise.js';
import { gemm, matMul } from './rules/mat-mul.js';
import { batchNormalization, layerNormalization } from './rules/normalization.js';
import { globalPool, pool } from './rules/pooling.js';
import { argMax, reduce } from './rules/reductions.js';
import { resize } from './rules/resize.js';
import * as shapes from './rules/shapes.js';
import { alongAxis, softmaxCrossEntropyLoss } from './rules/softmax.js';
import { cast, unary } from './rules/unary.js';

/** The shape rule of every operator the typed builder knows. */
export const shapeRules: Readonly<Record<OperatorName, ShapeRule>> = {
  Add: arithmetic((a, b) => a + b),
  And: comparison((a, b) => a !== 0 && b !== 0),
  ArgMax: argMax,
  AveragePool: pool,
  BatchNormalization: batchNormalization,
  Cast: cast,
  Clip: unary(),
  Concat: copying.concat,
  Conv: conv,
  ConvTranspose: convTranspose,
  Div: arithmetic((a, b) => a / b),
  Equal: comparison((a, b) => a === b),
  Erf: unary(),
  Exp: unary(),
  Expand: copying.expand,
  Flatten: shapes.flatten,
  Floor: unary(Math.floor),
  Gather: copying.gather,
  GatherElements: gatherElements,
  Gelu: unary(),
  Gemm: gemm,
  GlobalAveragePool: globalPool,
  Greater: comparison((a, b) => a > b),
  Identity: unary((value) => value),
  LayerNormalization: layerNormalization,
  LeakyRelu: unary(),
  Less: comparison((a, b) => a < b),
  Log: unary(),
  LogSoftmax: alongAxis,
  MatMul: matMul,
  Max: arithmetic(Math.max),
  MaxPool: pool,
  Min: arithmetic(Math.min),
  Mul: arithmetic((a, b) => a * b),
  Neg: unary((value) => -value),
  Pad: copying.pad,
  Pow: arithmetic((a, b) => a ** b),
  Range: shapes.range,
  Reciprocal: unary((value) => 1 / value),
  ReduceL2: reduce,
  ReduceMax: reduce,
  ReduceMean: reduce,
  ReduceSum: reduce,
  ReduceSumSquare: reduce,
  Relu: unary(),
  Reshape: shapes.reshape,
  Resize: resize,
  ScatterElements: scatterElements,
  Shape: shapes.shapeOf,
  Sigmoid: unary(),
  Slice: copying.slice,
  Softmax: alongAxis,
  SoftmaxCrossEntropyLoss: softmaxCrossEntropyLoss,
  Split: copying.split,
  Sqrt: unary(Math.sqrt),
  Squeeze: shapes.squeeze,
  Sub: arithmetic((a, b) => a - b),
  Tanh: unary(),
  Transpose: copying.transpose,
  Trilu: copying.trilu,
  Unsqueeze: shapes.unsqueeze,
  Where: where,
};
