import { LangSegError } from '../errors/lang-seg-error.js';
import type { Tensor } from './tensor.js';
import { type TensorSource, deriveSource } from './tensor-source.js';

const scratch = new Float32Array(1);
const scratchBits = new Uint32Array(scratch.buffer);

/** The float32 value of an IEEE 754 binary16 bit pattern. */
function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The binary16 bit pattern nearest to a float, ties to even; overflow gives infinity. */
function floatToHalf(value: number): number {
  scratch[0] = value;
  const bits = scratchBits[0];
  const sign = (bits >>> 16) & 0x8000;
  const exponent = (bits >>> 23) & 0xff;
  const fraction = bits & 0x7fffff;
  if (exponent === 0xff) return sign | 0x7c00 | (fraction ? 0x200 : 0);
  const half = exponent - 112;
  if (half >= 31) return sign | 0x7c00;
  if (half <= 0) {
    if (half < -10) return sign;
    const full = fraction | 0x800000;
    const shift = 14 - half;
    return sign | roundShift(full, shift);
  }
  return sign + roundShift((half << 23) | fraction, 13);
}

function roundShift(value: number, shift: number): number {
  const kept = value >>> shift;
  const rest = value & ((1 << shift) - 1);
  const middle = 1 << (shift - 1);
  return rest > middle || (rest === middle && kept & 1) ? kept + 1 : kept;
}

let halfTable: Float32Array | undefined;

/** All 65,536 binary16 values: converting a checkpoint looks each up instead of decoding it. */
function halfValues(): Float32Array {
  return (halfTable ??= Float32Array.from({ length: 65536 }, (_, bits) => halfToFloat(bits)));
}

/**
 * A copy of `value` as float32 (the same tensor when it is float32 already).
 * Exact for float16 and bfloat16; float64 and integers are rounded to the nearest float32.
 */
export function toFloat32(value: Tensor): Tensor<'float32'> {
  const { dtype, shape } = value;
  if (dtype === 'float32') return value as Tensor<'float32'>;
  const data = new Float32Array(value.data.length);
  if (dtype === 'float16') {
    const table = halfValues();
    const bits = value.data as Uint16Array;
    for (let i = 0; i < bits.length; i++) data[i] = table[bits[i]];
  } else if (dtype === 'bfloat16') {
    const words = new Uint32Array(data.buffer);
    const bits = value.data as Uint16Array;
    for (let i = 0; i < bits.length; i++) words[i] = bits[i] << 16;
  } else {
    for (let i = 0; i < data.length; i++) data[i] = Number(value.data[i]);
  }
  return { dtype: 'float32', shape, data };
}

/**
 * A copy of a float32 tensor as float16, rounded to nearest even.
 *
 * @throws LangSegError `SHAPE_MISMATCH` when a finite value is too large for float16 (above 65,504).
 */
export function toFloat16(value: Tensor<'float32'>): Tensor<'float16'> {
  const data = new Uint16Array(value.data.length);
  for (let i = 0; i < data.length; i++) {
    data[i] = floatToHalf(value.data[i]);
    if ((data[i] & 0x7fff) === 0x7c00 && Number.isFinite(value.data[i]))
      throw new LangSegError(
        'SHAPE_MISMATCH',
        `The value ${value.data[i]} does not fit float16 (at most 65504).`,
        {
          index: i,
          value: value.data[i],
        },
      );
  }
  return { dtype: 'float16', shape: value.shape, data };
}

/** The source, converted to float32 or float16 when it is loaded. */
export function castSource<D extends 'float32' | 'float16'>(source: TensorSource, dtype: D): TensorSource<D> {
  if (source.dtype === dtype) return source as TensorSource<D>;
  return deriveSource(dtype, source.shape, [source], (value) => {
    const full = toFloat32(value);
    return (dtype === 'float32' ? full.data : toFloat16(full).data) as Tensor<D>['data'];
  });
}
