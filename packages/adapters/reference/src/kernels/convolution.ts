import { readAttribute, transposedWindowGeometry, windowGeometry } from '@langseg/onnx-graph';
import { floats, type Kernel } from './kernel.js';
import { planeOf, planeWindow, rangeInside } from './plane.js';
import { addWeightedRows } from './weighted-rows.js';

/** Output elements that are computed together; more need more memory, fewer make short loops. */
const blockSize = 4096;

/**
 * Cross-correlation of each group's channels with each output channel's kernel: what the kernel's taps see is laid
 * out as the rows of a matrix, then multiplied by the weights.
 */
export const conv: Kernel = (node, [x, weight, bias], [output]) => {
  const [pixels, kernel, target] = [x, weight, output].map((value) => floats(node, value));
  const offsets = bias && floats(node, bias);
  const group = readAttribute(node, 'int', 'group', 1);
  const [batch, channels, ...spatial] = x!.shape;
  const perGroup = channels / group;
  const outPerGroup = output.shape[1] / group;
  const input = planeOf(node, spatial);
  const window = planeWindow(node, windowGeometry(node, spatial, weight!.shape.slice(2)));
  const out = window.output;
  const taps = window.height.kernel * window.width.kernel;
  const blockRows = Math.min(out.height, Math.max(1, Math.floor(blockSize / out.width)));
  const block = blockRows * out.width;
  const Elements = pixels instanceof Float64Array ? Float64Array : Float32Array;
  const seen = new Elements(perGroup * taps * block);
  const sums = new Float64Array(block);

  for (let image = 0; image < batch; image++)
    for (let first = 0; first < out.height; first += blockRows)
      for (let g = 0; g < group; g++) {
        const last = Math.min(first + blockRows, out.height);
        seen.fill(0);
        for (let c = 0; c < perGroup; c++) {
          const plane = ((image * group + g) * perGroup + c) * input.size;
          for (let tap = 0; tap < taps; tap++) {
            const rows = rangeInside(
              window.height,
              Math.floor(tap / window.width.kernel),
              input.height,
              last,
            );
            const columns = rangeInside(window.width, tap % window.width.kernel, input.width, out.width);
            for (let i = Math.max(rows.begin, first); i < rows.end; i++) {
              const from = plane + (i * rows.stride + rows.offset) * input.width + columns.offset;
              const to = (c * taps + tap) * block + (i - first) * out.width;
              for (let j = columns.begin; j < columns.end; j++)
                seen[to + j] = pixels[from + j * columns.stride];
            }
          }
        }
        const length = (last - first) * out.width;
        const matrix = { data: seen, begin: 0, row: block, column: 1 };
        for (let m = g * outPerGroup; m < (g + 1) * outPerGroup; m++) {
          sums.fill(offsets ? offsets[m] : 0);
          const weights = { data: kernel, begin: m * perGroup * taps, step: 1 };
          addWeightedRows(sums, length, weights, matrix, perGroup * taps);
          target.set(sums.subarray(0, length), (image * output.shape[1] + m) * out.size + first * out.width);
        }
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
