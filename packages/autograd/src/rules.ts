import type { Differentiable } from './differentiable.js';
import { add, sub } from './operators/add.js';
import { averagePool } from './operators/average-pool.js';
import { batchNormalization } from './operators/batch-normalization.js';
import { cast } from './operators/cast.js';
import { clip } from './operators/clip.js';
import { concat } from './operators/concat.js';
import { convTranspose } from './operators/conv-transpose.js';
import { conv } from './operators/conv.js';
import { div, reciprocal } from './operators/div.js';
import { gatherElements, scatterElements } from './operators/elements.js';
import { expand } from './operators/expand.js';
import { erf, exp, log, sqrt } from './operators/exponentials.js';
import { gather } from './operators/gather.js';
import { gelu } from './operators/gelu.js';
import { gemm } from './operators/gemm.js';
import { identity } from './operators/identity.js';
import { layerNormalization } from './operators/layer-normalization.js';
import { leakyRelu } from './operators/leaky-relu.js';
import { matMul } from './operators/mat-mul.js';
import { maxPool } from './operators/max-pool.js';
import { extremum } from './operators/max.js';
import { mul } from './operators/mul.js';
import { neg } from './operators/neg.js';
import { noGradient } from './operators/no-gradient.js';
import { pad } from './operators/pad.js';
import { pow } from './operators/pow.js';
import { reduceMax } from './operators/reduce-max.js';
import { reduceL2, reduceSumSquare } from './operators/reduce-squares.js';
import { reduceMean, reduceSum } from './operators/reduce-sum.js';
import { relu } from './operators/relu.js';
import { reshape } from './operators/reshape.js';
import { resize } from './operators/resize.js';
import { sigmoid, tanh } from './operators/sigmoid.js';
import { slice } from './operators/slice.js';
import { softmaxCrossEntropyLoss } from './operators/softmax-cross-entropy-loss.js';
import { logSoftmax, softmax } from './operators/softmax.js';
import { split } from './operators/split.js';
import { transpose } from './operators/transpose.js';
import { trilu } from './operators/trilu.js';
import { where } from './operators/where.js';

/** How each operator is differentiated, by its name in the standard operator set. */
export const rules: ReadonlyMap<string, Differentiable> = new Map(
  Object.entries({
    Add: add,
    And: noGradient,
    ArgMax: noGradient,
    AveragePool: averagePool,
    BatchNormalization: batchNormalization,
    Cast: cast,
    Clip: clip,
    Concat: concat,
    Conv: conv,
    ConvTranspose: convTranspose,
    Div: div,
    Equal: noGradient,
    Erf: erf,
    Exp: exp,
    Expand: expand,
    Flatten: reshape,
    Floor: noGradient,
    Gather: gather,
    GatherElements: gatherElements,
    Gelu: gelu,
    Gemm: gemm,
    GlobalAveragePool: reduceMean,
    Greater: noGradient,
    Identity: identity,
    LayerNormalization: layerNormalization,
    LeakyRelu: leakyRelu,
    Less: noGradient,
    Log: log,
    LogSoftmax: logSoftmax,
    MatMul: matMul,
    Max: extremum,
    MaxPool: maxPool,
    Min: extremum,
    Mul: mul,
    Neg: neg,
    Pad: pad,
    Pow: pow,
    Range: noGradient,
    Reciprocal: reciprocal,
    ReduceL2: reduceL2,
    ReduceMax: reduceMax,
    ReduceMean: reduceMean,
    ReduceSum: reduceSum,
    ReduceSumSquare: reduceSumSquare,
    Relu: relu,
    Reshape: reshape,
    Resize: resize,
    ScatterElements: scatterElements,
    Shape: noGradient,
    Sigmoid: sigmoid,
    Slice: slice,
    Softmax: softmax,
    SoftmaxCrossEntropyLoss: softmaxCrossEntropyLoss,
    Split: split,
    Sqrt: sqrt,
    Squeeze: reshape,
    Sub: sub,
    Tanh: tanh,
    Transpose: transpose,
    Trilu: trilu,
    Unsqueeze: reshape,
    Where: where,
  }),
);
