import { readAttribute, transposedWindowGeometry, windowGeometry } from '@langseg/onnx-graph';
import { floats, type Kernel } from './kernel.js';
import { planeOf, planeWindow, rangeInside } from './plane.js';

/** Cross-correlation of each group's channels with each output channel's kernel. */
export const conv: Kernel = (node, [x, weight, bias], [output]) => {
  const [pixels, kernel, target] = [x, weight, output].map((value) => floats(node, value));
  const offsets = bias && floats(node, bias);
  const group = readAttribute(node, 'int', 'group', 1);
  const [batch, channels, ...spatial] = x!.shape;
  const outputs = output.shape[1];
  const perGroup = channels / group;
  const input = planeOf(node, spatial);
  const window = planeWindow(node, windowGeometry(node, spatial, weight!.shape.slice(2)));
  const out = window.output;
  const taps = window.height.kernel * window.width.kernel;
  const sums = new Float64Array(out.size);

  for (let b = 0; b < batch; b++)
    for (let m = 0; m < outputs; m++) {
      sums.fill(offsets ? offsets[m] : 0);
      const firstChannel = Math.floor(m / (outputs / group)) * perGroup;
      for (let c = 0; c < perGroup; c++) {
        const plane = (b * channels + firstChannel + c) * input.size;
        for (let tap = 0; tap < taps; tap++) {
          const factor = kernel[(m * perGroup + c) * taps + tap];
          const rows = rangeInside(
            window.height,
            Math.floor(tap / window.width.kernel),
            input.height,
            out.height,
          );
          const columns = rangeInside(window.width, tap % window.width.kernel, input.width, out.width);
          for (let i = rows.begin; i < rows.end; i++) {
            const from = plane + (i * rows.stride + rows.offset) * input.width + columns.offset;
            const to = i * out.width;
            for (let j = columns.begin; j < columns.end; j++)
              sums[to + j] += factor * pixels[from + j * columns.stride];
          }
        }
      }
      target.set(sums, (b * outputs + m) * out.size);
    }
};

/** The adjoint of {@link conv}: every input element adds its kernel to the output. */
export const convTranspose: Kernel = (node, [x, weight, bias], [output]) => {
  const [pixels, kernel, target] = [x, weight, output].map((value) => floats(node, value));
  const offsets = bias && floats(node, bias);
  const group = readAttribute(node, 'int', 'group', 1);
  const [batch, channels, ...spatial] = x!.shape;
  const outputs = output.shape[1];
  const [inPerGroup, outPerGroup] = [channels / group, outputs / group];
  const input = planeOf(node, spatial);
  const window = planeWindow(node, transposedWindowGeometry(node, spatial, weight!.shape.slice(2)));
  const out = window.output;
  const taps = window.height.kernel * window.width.kernel;
  const sums = new Float64Array(out.size);

  for (let b = 0; b < batch; b++)
    for (let m = 0; m < outputs; m++) {
      sums.fill(offsets ? offsets[m] : 0);
      const firstChannel = Math.floor(m / outPerGroup) * inPerGroup;
      for (let c = 0; c < inPerGroup; c++) {
        const channel = firstChannel + c;
        const plane = (b * channels + channel) * input.size;
        for (let tap = 0; tap < taps; tap++) {
          const factor = kernel[(channel * outPerGroup + (m % outPerGroup)) * taps + tap];
          const rows = rangeInside(
            window.height,
            Math.floor(tap / window.width.kernel),
            out.height,
            input.height,
          );
          const columns = rangeInside(window.width, tap % window.width.kernel, out.width, input.width);
          for (let i = rows.begin; i < rows.end; i++) {
            const from = plane + i * input.width;
            const to = (i * rows.stride + rows.offset) * out.width + columns.offset;
            for (let j = columns.begin; j < columns.end; j++)
              sums[to + j * columns.stride] += factor * pixels[from + j];
          }
        }
      }
      target.set(sums, (b * outputs + m) * out.size);
    }
};
