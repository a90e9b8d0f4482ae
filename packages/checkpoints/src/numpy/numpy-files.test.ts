import { strToU8, zipSync } from 'fflate';
import { describe, expect, it, test } from 'vitest';
import { assemble, floats } from '../__fixtures__/assemble.js';
import { readFixture } from '../__fixtures__/read-fixture.js';
import { refusalOf } from '../__fixtures__/refusal.js';
import { type ByteSource, bytesSource } from '../bytes/byte-source.js';
import { openCheckpoint } from '../open-checkpoint.js';

/** A `.npy` file with a header that may say anything. */
function npy(header: string, data: Uint8Array = floats(1, 2, 3, 4, 5, 6), version = 1): Uint8Array {
  const text = Buffer.from(`${header}\n`, version === 3 ? 'utf8' : 'latin1');
  const length = new Uint8Array(version === 1 ? 2 : 4);
  if (version === 1) new DataView(length.buffer).setUint16(0, text.length, true);
  else new DataView(length.buffer).setUint32(0, text.length, true);
  return assemble(0x93, 'NUMPY', version, 0, length, text, data);
}
const dict = (descr = "'<f4'", order = 'False', shape = '(2, 3)') =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`;

async function only(bytes: Uint8Array) {
  const { format, tensors } = await openCheckpoint(bytesSource(bytes));
  expect([format, ...tensors.keys()]).toEqual(['npy', 'arr_0']);
  return tensors.get('arr_0')!.load();
}

/** Counts the bytes that are read. */
function counted(bytes: Uint8Array): ByteSource & { total: number } {
  const source = bytesSource(bytes);
  return {
    size: source.size,
    total: 0,
    read(offset, length) {
      this.total += length;
      return source.read(offset, length);
    },
  };
}

describe.each(['zoo.npz', 'zoo_deflated.npz'])('%s, written by NumPy', (file) => {
  it('gives every array of numbers, row-major', async () => {
    const { format, tensors, refused } = await openCheckpoint(bytesSource(readFixture(file)));
    expect(format).toBe('npz');
    const all = await Promise.all([...tensors].map(async ([name, source]) => [name, await source.load()]));
    const { noise, ...rest } = Object.fromEntries(all);
    expect(noise).toMatchObject({ dtype: 'uint8', shape: [6000] });
    expect(rest).toEqual({
      matrix: { dtype: 'float32', shape: [2, 3], data: Float32Array.of(0, 1, 2, 3, 4, 5) },
      fortran: { dtype: 'float64', shape: [2, 3, 4], data: Float64Array.from({ length: 24 }, (_, i) => i) },
      half: { dtype: 'float16', shape: [2], data: Uint16Array.of(0x3c00, 0xc100) },
      long: { dtype: 'int64', shape: [2, 1], data: BigInt64Array.of(2n ** 40n, -1n) },
      flags: { dtype: 'bool', shape: [2], data: Uint8Array.of(1, 0) },
      scalar: { dtype: 'float32', shape: [], data: Float32Array.of(7.5) },
      empty: { dtype: 'float32', shape: [0, 3], data: new Float32Array() },
      'a.b.weight': { dtype: 'int32', shape: [3], data: Int32Array.of(0, 1, 2) },
    });
    expect(refused).toEqual(['numpy.ndarray of <U4: words', 'numpy.ndarray of >f4: big']);
  });
});

test('opening an archive reads no array', async () => {
  const large = npy(dict("'<f4'", 'False', '(250000,)'), new Uint8Array(1e6));
  const source = counted(zipSync({ 'a.npy': [large, { level: 0 }], 'b.npy': [large, { level: 0 }] }));
  const { tensors } = await openCheckpoint(source);
  expect(source.total).toBeLessThan(150_000);
  await tensors.get('b')!.load();
  expect(source.total).toBeLessThan(1_200_000);
});

describe('headers of single arrays', () => {
  const values = { dtype: 'float32', shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) };

  it.each([
    ['version 1', npy(dict())],
    ['version 2', npy(dict(), undefined, 2)],
    ['version 3', npy(dict(), undefined, 3)],
    ['another order of keys', npy(`{"shape":(2,3),"descr":"<f4","fortran_order":False}`)],
    ['lengths of Python 2', npy(dict("'<f4'", 'False', '(2L, 3L)'))],
    ["the machine's byte order", npy(dict("'=f4'"))],
  ])('%s', async (_, bytes) => {
    expect(await only(bytes)).toEqual(values);
  });

  it('in Fortran order', async () => {
    const tensor = await only(npy(dict("'<f4'", 'True'), floats(1, 4, 2, 5, 3, 6)));
    expect(tensor).toEqual(values);
  });

  it('bytes have no order', async () => {
    expect(await only(npy(dict("'>i1'", 'False', '(3,)'), Uint8Array.of(1, 2, 255)))).toMatchObject({
      data: Int8Array.of(1, 2, -1),
    });
  });

  it.each([
    ['fewer elements than announced', npy(dict(), floats(1, 2, 3)), /needs 24 bytes, but 12 follow/],
    ['more elements than announced', npy(dict(), floats(1, 2, 3, 4, 5, 6, 7)), /needs 24 bytes, but 28/],
    [
      'an overflowing shape',
      npy(dict("'<f4'", 'False', '(9007199254740991, 9007199254740991)')),
      /bytes, but/,
    ],
    ['a negative length', npy(dict("'<f4'", 'False', '(-2, 3)')), /can't be read from/],
    ['a number that is no shape', npy(dict("'<f4'", 'False', '(6)')), /must have a shape/],
    ['too many axes', npy(dict("'<f4'", 'False', `(${'1, '.repeat(65)})`)), /at most 64/],
    ['a missing key', npy("{'descr': '<f4', 'shape': (2, 3)}"), /must have a descr/],
    ['a foreign key', npy(`{'a': '<f4', ${dict().slice(1)}`), /and nothing else/],
    ['a key twice', npy(`{'descr': '<f4', ${dict().slice(1)}`), /"descr" twice/],
    ['a call instead of a value', npy(dict("__import__('os')")), /can't be read from/],
    ['no dict', npy('[1, 2]'), /no Python dict/],
    ['text', npy(dict("'<U3'")), /not of "<U3"/],
    ['big-endian numbers', npy(dict("'>f4'")), /not of ">f4"/],
    ['raw bytes', npy(dict("'|V2'")), /not of "\|V2"/],
    ['complex numbers', npy(dict("'<c8'")), /not of "<c8"/],
    ['records', npy(dict("[('a', '<f4'), ('b', '<f4')]")), /not of "records"/],
    ['an unknown version', npy(dict(), undefined, 4), /version 1, 2 or 3/],
    ['a header beyond the file', npy(dict()).subarray(0, 40), /ends too early/],
    ['a header without end', assemble(0x93, 'NUMPY', 2, 0, 0xff, 0xff, 0xff, 0x7f), /at most 10000/],
  ])('%s is refused', async (_, bytes, message) => {
    const error = await refusalOf(bytes);
    expect(error?.code).toBe('FILE_CORRUPT');
    expect(error?.message).toMatch(message);
  });

  it.each(["'|O'", "[('a', '<f4'), ('b', '|O')]"])('pickled objects are refused: %s', async (descr) => {
    const error = await refusalOf(zipSync({ 'vision.npy': npy(dict(descr)) }));
    expect(error?.code).toBe('FILE_UNSAFE');
    expect(error?.message).toMatch(/"vision.npy".*pickled Python objects/);
  });
});

describe('archives', () => {
  it('pass over what is no array', async () => {
    const bytes = zipSync({ 'a.npy': npy(dict()), 'readme.txt': strToU8('hello') });
    expect([...(await openCheckpoint(bytesSource(bytes))).tensors.keys()]).toEqual(['a']);
  });

  it.each([0, 9] as const)('refuse a member that is cut, at level %s', async (level) => {
    const whole = npy(dict());
    const error = await refusalOf(zipSync({ 'a.npy': [whole.subarray(0, whole.length - 1), { level }] }));
    expect(error?.message).toMatch(/the array "a.npy" of float32 \[2, 3\] needs 24 bytes, but 23 follow/);
  });

  it('refuse a member that inflates to less than announced', async () => {
    const noise = readFixture('zoo.npz').subarray(0, 6000);
    const bytes = zipSync({ 'a.npy': [npy(dict("'|u1'", 'False', '(6000,)'), noise), { level: 9 }] });
    const view = new DataView(bytes.buffer);
    const at = Buffer.from(bytes).lastIndexOf('PK\x01\x02');
    const announced = view.getUint32(at + 24, true) + 1000;
    view.setUint32(at + 24, announced, true);
    expect((await refusalOf(bytes))?.message).toMatch(/but 7000 follow its header/);
  });
});
