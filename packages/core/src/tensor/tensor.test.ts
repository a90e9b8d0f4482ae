import { describe, expect, it } from 'vitest';
import { assertShape } from './assert-shape.js';
import { fromBytes, toBytes } from './dtype.js';
import { castSource, toFloat16, toFloat32 } from './half.js';
import { tensor } from './tensor.js';
import { deriveSource, sourceOf, stackSources } from './tensor-source.js';

describe('tensor', () => {
  it('checks that data and shape fit', () => {
    expect(tensor('int64', [2, 2]).data).toEqual(new BigInt64Array(4));
    expect(() => tensor('float32', [2, 3], new Float32Array(5))).toThrow(
      expect.objectContaining({
        code: 'SHAPE_MISMATCH',
        context: { dtype: 'float32', shape: [2, 3], found: 5 },
      }),
    );
  });
});

describe('assertShape', () => {
  it('binds letters and checks numbers and repeats', () => {
    expect(assertShape('pixels', tensor('float32', [1, 3, 4, 5]), ['B', 3, 'H', 'W'])).toEqual({
      B: 1,
      H: 4,
      W: 5,
    });
    expect(() => assertShape('matrix', tensor('float32', [2, 3]), ['N', 'N'])).toThrow(
      'matrix must have shape [N, N], got [2, 3].',
    );
    expect(() => assertShape('row', tensor('float32', [2]), ['N', 'M'])).toThrow(/got \[2\]/);
  });
});

describe('fromBytes', () => {
  it('shares aligned memory and copies the rest, also out of a Node Buffer', () => {
    const floats = Float32Array.of(1, 2);
    expect(fromBytes('float32', toBytes(floats)).buffer).toBe(floats.buffer);
    const shifted = Buffer.from([0, ...toBytes(Float64Array.of(7))]).subarray(1);
    const unaligned = shifted.byteOffset % 8 === 0 ? Buffer.from([0, 0, ...shifted]).subarray(2) : shifted;
    expect([...fromBytes('float64', unaligned)]).toEqual([7]);
  });
});

describe('half precision', () => {
  it('is exact from float16 to float32 and back for every finite value', () => {
    const bits = Uint16Array.from({ length: 65536 }, (_, i) => i).filter(
      (value) => (value & 0x7c00) !== 0x7c00,
    );
    const wide = toFloat32(tensor('float16', [bits.length], bits));
    expect(toFloat16(wide).data).toEqual(bits);
  });

  it('rounds to nearest, ties to even, and keeps what is not a number', () => {
    const values = Float32Array.of(
      1 + 2 ** -11,
      1 + 3 * 2 ** -11,
      2 ** -25,
      3 * 2 ** -25,
      65519,
      Infinity,
      NaN,
    );
    const back = toFloat32(toFloat16(tensor('float32', [values.length], values)));
    expect([...back.data]).toEqual([1, 1 + 2 ** -9, 0, 2 ** -23, 65504, Infinity, NaN]);
  });

  it('refuses finite values that float16 can not hold', () => {
    expect(() => toFloat16(tensor('float32', [1], Float32Array.of(70000)))).toThrow(
      /70000 does not fit float16/,
    );
  });

  it('widens bfloat16 and integers', () => {
    expect([...toFloat32(tensor('bfloat16', [2], Uint16Array.of(0x3f80, 0xc000))).data]).toEqual([1, -2]);
    expect([...toFloat32(tensor('int64', [1], BigInt64Array.of(-3n))).data]).toEqual([-3]);
  });
});

describe('tensor sources', () => {
  const source = sourceOf(tensor('float32', [1, 2], Float32Array.of(1, 2)));

  it('compute when they are loaded', async () => {
    let loads = 0;
    const doubled = deriveSource('float32', [1, 2], [source], ({ data }) => {
      loads++;
      return Float32Array.from(data as Float32Array, (value) => 2 * value);
    });
    expect(loads).toBe(0);
    expect([...(await doubled.load()).data]).toEqual([2, 4]);
  });

  it('stack along the first axis and convert', async () => {
    const stacked = stackSources([source, source]);
    expect(stacked.shape).toEqual([2, 2]);
    expect([...(await stacked.load()).data]).toEqual([1, 2, 1, 2]);
    expect([...(await castSource(source, 'float16').load()).data]).toEqual([0x3c00, 0x4000]);
    expect(castSource(source, 'float32')).toBe(source);
  });
});
