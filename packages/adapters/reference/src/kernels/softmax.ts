import { axisOf } from '@langseg/onnx-graph';
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
