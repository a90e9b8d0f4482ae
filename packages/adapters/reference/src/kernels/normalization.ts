import { axisOf, readAttribute, usesBatchStatistics, type GraphNode } from '@langseg/onnx-graph';
import { floats, type Floats, type Kernel } from './kernel.js';

/**
 * γ · (x − μ) / √(σ² + ε) + β with statistics of each channel: stored ones, or those of the batch in training mode,
 * where outputs 1 and 2 are the stored ones moved towards them.
 */
export const batchNormalization: Kernel = (node, inputs, [output, ...running]) => {
  const [from, scale, bias, ...stored] = inputs.slice(0, 5).map((input) => floats(node, input));
  const to = floats(node, output);
  const epsilon = readAttribute(node, 'float', 'epsilon', 1e-5);
  const channels = scale.length;
  const size = output.shape.slice(2).reduce((product, length) => product * length, 1);
  const isTraining = usesBatchStatistics(node);
  const [mean, variance] = isTraining ? batchMoments(from, channels, size) : stored;
  for (let plane = 0, i = 0; i < to.length; plane++) {
    const channel = plane % channels;
    const factor = scale[channel] / Math.sqrt(variance[channel] + epsilon);
    const offset = bias[channel] - mean[channel] * factor;
    for (const end = i + size; i < end; i++) to[i] = from[i] * factor + offset;
  }
  if (!isTraining) return;
  moveTowards(node, floats(node, running[0]), stored[0], mean);
  moveTowards(node, floats(node, running[1]), stored[1], variance);
};

/** Mean and population variance of each channel over batch and space. */
function batchMoments(x: Floats, channels: number, size: number): [Float64Array, Float64Array] {
  const [mean, variance] = [new Float64Array(channels), new Float64Array(channels)];
  const channelOf = (i: number) => Math.floor(i / size) % channels;
  const count = x.length / channels;
  for (let i = 0; i < x.length; i++) mean[channelOf(i)] += x[i] / count;
  for (let i = 0; i < x.length; i++) variance[channelOf(i)] += (x[i] - mean[channelOf(i)]) ** 2 / count;
  return [mean, variance];
}

/** stored · momentum + batch · (1 − momentum). */
function moveTowards(node: GraphNode, to: Floats, stored: Floats, batch: Floats): void {
  const momentum = readAttribute(node, 'float', 'momentum', 0.9);
  for (let i = 0; i < to.length; i++) to[i] = stored[i] * momentum + batch[i] * (1 - momentum);
}

/**
 * (x − mean) / √(variance + ε) over the axes from `axis` on, then scale and bias by element. Outputs 1 and 2, where
 * asked for, are mean and 1 / √(variance + ε).
 */
export const layerNormalization: Kernel = (node, [x, scale, bias], [output, ...statistics]) => {
  const from = floats(node, x);
  const to = floats(node, output);
  const gain = floats(node, scale);
  const shift = bias && floats(node, bias);
  const epsilon = readAttribute(node, 'float', 'epsilon', 1e-5);
  const [means, factors] = statistics.map((statistic) => floats(node, statistic));
  const size = x!.shape
    .slice(axisOf(node, -1, x!.shape.length))
    .reduce((product, length) => product * length, 1);
  for (let begin = 0, row = 0; begin < from.length; begin += size, row++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += from[begin + i];
    const mean = sum / size;
    let squares = 0;
    for (let i = 0; i < size; i++) squares += (from[begin + i] - mean) ** 2;
    const factor = 1 / Math.sqrt(squares / size + epsilon);
    for (let i = 0; i < size; i++)
      to[begin + i] = (from[begin + i] - mean) * factor * gain[i] + (shift ? shift[i] : 0);
    if (means) means[row] = mean;
    if (factors) factors[row] = factor;
  }
};
