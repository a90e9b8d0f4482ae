import { sizeOf } from '@langseg/core';
import { axisOf, nodeMismatch, readAttribute } from '@langseg/onnx-graph';
import { floats, type Kernel } from './kernel.js';

/** eˣ / Σ eˣ along an axis, the maximum subtracted first. */
export const softmax = alongAxis((value, most, sum) => Math.exp(value - most) / sum);

/** x − log Σ eˣ along an axis. */
export const logSoftmax = alongAxis((value, most, sum) => value - most - Math.log(sum));

function alongAxis(finish: (value: number, most: number, sum: number) => number): Kernel {
  return (node, [x], [output]) => {
    const from = floats(node, x);
    const to = floats(node, output);
    const axis = axisOf(node, -1, x!.shape.length);
    const length = x!.shape[axis];
    const step = x!.shape.slice(axis + 1).reduce((product, n) => product * n, 1);
    for (let line = 0; line < from.length / length; line++) {
      const begin = Math.floor(line / step) * step * length + (line % step);
      let most = -Infinity;
      for (let i = 0; i < length; i++) most = Math.max(most, from[begin + i * step]);
      let sum = 0;
      for (let i = 0; i < length; i++) sum += Math.exp(from[begin + i * step] - most);
      for (let i = 0; i < length; i++) to[begin + i * step] = finish(from[begin + i * step], most, sum);
    }
  };
}

/** −log of the softmax over axis 1 at the label, 0 where the label is ignored; summed or averaged by weight. */
export const softmaxCrossEntropyLoss: Kernel = (node, [scores, labels, weights], [output, logarithms]) => {
  const from = floats(node, scores);
  const [batch, classes, ...rest] = scores!.shape;
  const area = sizeOf(rest);
  const ignored = readAttribute(node, 'int', 'ignore_index', undefined);
  const reduction = readAttribute(node, 'string', 'reduction', 'mean');
  const factors = weights && floats(node, weights);
  const losses = new Float64Array(batch * area);
  let total = 0;
  for (let i = 0; i < losses.length; i++) {
    const begin = Math.floor(i / area) * classes * area + (i % area);
    let most = -Infinity;
    for (let c = 0; c < classes; c++) most = Math.max(most, from[begin + c * area]);
    let sum = 0;
    for (let c = 0; c < classes; c++) sum += Math.exp(from[begin + c * area] - most);
    const logSum = most + Math.log(sum);
    if (logarithms)
      for (let c = 0; c < classes; c++)
        floats(node, logarithms)[begin + c * area] = from[begin + c * area] - logSum;
    const label = Number(labels!.data[i]);
    if (label === ignored) continue;
    if (label < 0 || label >= classes) throw nodeMismatch(node, `labels from 0 to ${classes - 1}`, label);
    const weight = factors ? factors[label] : 1;
    total += weight;
    losses[i] = weight * (logSum - from[begin + label * area]);
  }
  const sum = losses.reduce((a, b) => a + b, 0);
  const reduced = reduction === 'mean' ? sum / total : sum;
  floats(node, output).set(reduction === 'none' ? losses : [reduced]);
};
