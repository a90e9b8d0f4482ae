import { axisOf, readAttribute } from '@langseg/onnx-graph';
import { floats, type Kernel } from './kernel.js';

/** γ · (x − μ) / √(σ² + ε) + β with stored statistics of each channel. */
export const batchNormalization: Kernel = (node, inputs, [output]) => {
  const [from, scale, bias, mean, variance] = inputs.slice(0, 5).map((input) => floats(node, input));
  const to = floats(node, output);
  const epsilon = readAttribute(node, 'float', 'epsilon', 1e-5);
  const channels = scale.length;
  const size = output.shape.slice(2).reduce((product, length) => product * length, 1);
  for (let plane = 0, i = 0; i < to.length; plane++) {
    const channel = plane % channels;
    const factor = scale[channel] / Math.sqrt(variance[channel] + epsilon);
    const offset = bias[channel] - mean[channel] * factor;
    for (const end = i + size; i < end; i++) to[i] = from[i] * factor + offset;
  }
};

/** (x − mean) / √(variance + ε) over the axes from `axis` on, then scale and bias by element. */
export const layerNormalization: Kernel = (node, [x, scale, bias], [output]) => {
  const from = floats(node, x);
  const to = floats(node, output);
  const gain = floats(node, scale);
  const shift = bias && floats(node, bias);
  const epsilon = readAttribute(node, 'float', 'epsilon', 1e-5);
  const size = x!.shape
    .slice(axisOf(node, -1, x!.shape.length))
    .reduce((product, length) => product * length, 1);
  for (let begin = 0; begin < from.length; begin += size) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += from[begin + i];
    const mean = sum / size;
    let squares = 0;
    for (let i = 0; i < size; i++) squares += (from[begin + i] - mean) ** 2;
    const factor = 1 / Math.sqrt(squares / size + epsilon);
    for (let i = 0; i < size; i++)
      to[begin + i] = (from[begin + i] - mean) * factor * gain[i] + (shift ? shift[i] : 0);
  }
};
