import type { MicrosoftOperator, OperatorName } from '@langseg/onnx-graph';
import { conv, convTranspose } from './kernels/convolution.js';
import * as copying from './kernels/copying.js';
import { gatherElements, scatterElements } from './kernels/elements.js';
import { arithmetic, comparison, where } from './kernels/elementwise.js';
import { erf } from './kernels/erf.js';
import type { Kernel } from './kernels/kernel.js';
import { gemm, matMul } from './kernels/mat-mul.js';
import { dynamicQuantizeMatMul } from './kernels/microsoft.js';
import { batchNormalization, layerNormalization } from './kernels/normalization.js';
import { averagePool, globalAveragePool, maxPool } from './kernels/pooling.js';
import * as reductions from './kernels/reductions.js';
import { resize } from './kernels/resize.js';
import { range, shapeOf } from './kernels/shapes.js';
import { logSoftmax, softmax, softmaxCrossEntropyLoss } from './kernels/softmax.js';
import { cast, clip, copy, gelu, leakyRelu, negate, unary } from './kernels/unary.js';

/** The kernel of every operator the typed builder knows. */
export const kernels: Readonly<Record<OperatorName, Kernel>> = {
  Add: arithmetic(
    (a, b) => a + b,
    (a, b) => a + b,
  ),
  And: comparison((a, b) => Boolean(a) && Boolean(b)),
  ArgMax: reductions.argMax,
  AveragePool: averagePool,
  BatchNormalization: batchNormalization,
  Cast: cast,
  Clip: clip,
  Concat: copying.concat,
  Conv: conv,
  ConvTranspose: convTranspose,
  Div: arithmetic(
    (a, b) => a / b,
    (a, b) => a / b,
  ),
  Equal: comparison((a, b) => a === b),
  Erf: unary(erf),
  Exp: unary(Math.exp),
  Expand: copying.expand,
  Flatten: copy,
  Floor: unary(Math.floor),
  Gather: copying.gather,
  GatherElements: gatherElements,
  Gelu: gelu,
  Gemm: gemm,
  GlobalAveragePool: globalAveragePool,
  Greater: comparison((a, b) => a > b),
  Identity: copy,
  LayerNormalization: layerNormalization,
  LeakyRelu: leakyRelu,
  Less: comparison((a, b) => a < b),
  Log: unary(Math.log),
  LogSoftmax: logSoftmax,
  MatMul: matMul,
  Max: arithmetic(Math.max, (a, b) => (a > b ? a : b)),
  MaxPool: maxPool,
  Min: arithmetic(Math.min, (a, b) => (a < b ? a : b)),
  Mul: arithmetic(
    (a, b) => a * b,
    (a, b) => a * b,
  ),
  Neg: negate,
  Pad: copying.pad,
  Pow: arithmetic(
    (a, b) => a ** b,
    (a, b) => a ** b,
  ),
  Range: range,
  Reciprocal: unary((value) => 1 / value),
  ReduceL2: reductions.reduceL2,
  ReduceMax: reductions.reduceMax,
  ReduceMean: reductions.reduceMean,
  ReduceSum: reductions.reduceSum,
  ReduceSumSquare: reductions.reduceSumSquare,
  Relu: unary((value) => Math.max(value, 0)),
  Reshape: copy,
  Resize: resize,
  ScatterElements: scatterElements,
  Shape: shapeOf,
  Sigmoid: unary((value) => 1 / (1 + Math.exp(-value))),
  Slice: copying.slice,
  Softmax: softmax,
  SoftmaxCrossEntropyLoss: softmaxCrossEntropyLoss,
  Split: copying.split,
  Sqrt: unary(Math.sqrt),
  Squeeze: copy,
  Sub: arithmetic(
    (a, b) => a - b,
    (a, b) => a - b,
  ),
  Tanh: unary(Math.tanh),
  Transpose: copying.transpose,
  Trilu: copying.trilu,
  Unsqueeze: copy,
  Where: where,
};

/** The kernels of onnxruntime's own operators, those that rewrites make. */
export const microsoftKernels: Readonly<Record<MicrosoftOperator, Kernel>> = {
  DynamicQuantizeMatMul: dynamicQuantizeMatMul,
};
