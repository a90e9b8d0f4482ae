import { floats, type Kernel } from './kernel.js';
import { addWeightedRows } from './weighted-rows.js';

/** Largest unsigned integer of 8 bits. */
const most = 255;

/**
 * Rows are rounded to 8 bits, all by one scale, and multiplied by weights of 8 bits with a scale for each output
 * (`com.microsoft.DynamicQuantizeMatMul`). Sums of integers are exact.
 */
export const dynamicQuantizeMatMul: Kernel = (node, [rows, weights, scales, zeroPoints, bias], [output]) => {
  const { steps, scale } = quantized(floats(node, rows));
  const [inner, outputs] = weights!.shape;
  const target = floats(node, output);
  const factors = floats(node, scales);
  const added = bias && floats(node, bias);
  const zeros = zeroPoints?.data ?? [0];
  const matrix = Float32Array.from(
    weights!.data as ArrayLike<number>,
    (value, i) => value - Number(zeros[zeros.length > 1 ? i % outputs : 0]),
  );
  const sums = new Float64Array(outputs);
  for (let row = 0; row * outputs < target.length; row++) {
    sums.fill(0);
    const left = { data: steps, begin: row * inner, step: 1 };
    addWeightedRows(sums, outputs, left, { data: matrix, begin: 0, row: outputs, column: 1 }, inner);
    for (let i = 0; i < outputs; i++)
      target[row * outputs + i] =
        sums[i] * scale * factors[factors.length > 1 ? i : 0] + (added ? added[i] : 0);
  }
};

/** Values as whole numbers of a step that covers their range, 0 included, in 255 steps (`DynamicQuantizeLinear`). */
function quantized(values: ArrayLike<number>): { steps: Float32Array; scale: number } {
  let [low, high] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  const scale = low === high ? 1 : Math.fround((high - low) / most);
  const zero = roundToEven(-low / scale);
  const steps = Float32Array.from(
    values,
    (value) => Math.min(most, Math.max(0, roundToEven(value / scale) + zero)) - zero,
  );
  return { steps, scale };
}

function roundToEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
