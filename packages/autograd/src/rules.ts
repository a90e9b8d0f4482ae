import type { Differentiable } from './differentiable.js';
import { add, sub } from './operators/add.js';
import { averagePool } from './operators/average-pool.js';
import { batchNormalization } from './operators/batch-normalization.js';
import { convTranspose } from './operators/conv-transpose.js';
import { conv } from './operators/conv.js';
import { gatherElements, scatterElements } from './operators/elements.js';
import { identity } from './operators/identity.js';
import { maxPool } from './operators/max-pool.js';
import { mul } from './operators/mul.js';
import { reduceSum } from './operators/reduce-sum.js';
import { relu } from './operators/relu.js';
import { reshape } from './operators/reshape.js';
import { softmaxCrossEntropyLoss } from './operators/softmax-cross-entropy-loss.js';

/** How each operator is differentiated, by its name in the standard operator set. */
export const rules: ReadonlyMap<string, Differentiable> = new Map(
  Object.entries({
    Add: add,
    AveragePool: averagePool,
    BatchNormalization: batchNormalization,
    Conv: conv,
    ConvTranspose: convTranspose,
    Flatten: reshape,
    GatherElements: gatherElements,
    Identity: identity,
    MaxPool: maxPool,
    Mul: mul,
    ReduceSum: reduceSum,
    Relu: relu,
    Reshape: reshape,
    ScatterElements: scatterElements,
    SoftmaxCrossEntropyLoss: softmaxCrossEntropyLoss,
    Squeeze: reshape,
    Sub: sub,
    Unsqueeze: reshape,
  }),
);
