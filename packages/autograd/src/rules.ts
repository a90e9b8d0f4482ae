import type { Differentiable } from './differentiable.js';
import { conv, convTranspose } from './operators/convolution.js';
import * as copying from './operators/copying.js';
import { gatherElements, scatterElements } from './operators/elements.js';
import { add, div, extremum, mul, pow, sub, where } from './operators/elementwise.js';
import { gemm, matMul } from './operators/mat-mul.js';
import { batchNormalization, layerNormalization } from './operators/normalization.js';
import { averagePool, maxPool } from './operators/pooling.js';
import * as reductions from './operators/reductions.js';
import { resize } from './operators/resize.js';
import { logSoftmax, softmax, softmaxCrossEntropyLoss } from './operators/softmax.js';
import * as unary from './operators/unary.js';

/** Steps, comparisons and sizes: constant almost everywhere, so no gradient passes. */
export const noGradient: Differentiable = { gradient: () => [] };

/** How each operator is differentiated, by its name in the standard operator set. */
export const rules: ReadonlyMap<string, Differentiable> = new Map(
  Object.entries({
    Add: add,
    And: noGradient,
    ArgMax: noGradient,
    AveragePool: averagePool,
    BatchNormalization: batchNormalization,
    Cast: unary.cast,
    Clip: unary.clip,
    Concat: copying.concat,
    Conv: conv,
    ConvTranspose: convTranspose,
    Div: div,
    Equal: noGradient,
    Erf: unary.erf,
    Exp: unary.exp,
    Expand: copying.expand,
    Flatten: unary.reshape,
    Floor: noGradient,
    Gather: copying.gather,
    GatherElements: gatherElements,
    Gelu: unary.gelu,
    Gemm: gemm,
    GlobalAveragePool: reductions.reduceMean,
    Greater: noGradient,
    Identity: unary.identity,
    LayerNormalization: layerNormalization,
    LeakyRelu: unary.leakyRelu,
    Less: noGradient,
    Log: unary.log,
    LogSoftmax: logSoftmax,
    MatMul: matMul,
    Max: extremum,
    MaxPool: maxPool,
    Min: extremum,
    Mul: mul,
    Neg: unary.neg,
    Pad: copying.pad,
    Pow: pow,
    Range: noGradient,
    Reciprocal: unary.reciprocal,
    ReduceL2: reductions.reduceL2,
    ReduceMax: reductions.reduceMax,
    ReduceMean: reductions.reduceMean,
    ReduceSum: reductions.reduceSum,
    ReduceSumSquare: reductions.reduceSumSquare,
    Relu: unary.relu,
    Reshape: unary.reshape,
    Resize: resize,
    ScatterElements: scatterElements,
    Shape: noGradient,
    Sigmoid: unary.sigmoid,
    Slice: copying.slice,
    Softmax: softmax,
    SoftmaxCrossEntropyLoss: softmaxCrossEntropyLoss,
    Split: copying.split,
    Sqrt: unary.sqrt,
    Squeeze: unary.reshape,
    Sub: sub,
    Tanh: unary.tanh,
    Transpose: copying.transpose,
    Trilu: copying.trilu,
    Unsqueeze: unary.reshape,
    Where: where,
  }),
);
