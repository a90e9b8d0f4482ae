import { type DType, LangSegError, sourceOf, tensor, type TensorSource, toBytes } from '@langseg/core';
import { describe, expect, test } from 'vitest';
import { assemble } from '../__fixtures__/assemble.js';
import { bytesSource } from '../bytes/byte-source.js';
import { readSafetensors } from './read-safetensors.js';
import { writeSafetensors, type WriteSafetensorsOptions } from './write-safetensors.js';

async function write(
  tensors: Iterable<readonly [string, TensorSource]>,
  options?: WriteSafetensorsOptions,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeSafetensors(tensors, options)) chunks.push(chunk);
  return assemble(...chunks);
}

/** A file with any header and `dataSize` bytes of data. */
function fileOf(header: string, dataSize: number): Uint8Array {
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(Buffer.byteLength(header)), true);
  return assemble(length, Buffer.from(header), new Uint8Array(dataSize));
}

const entry = (begin: number, end: number, shape: unknown = [(end - begin) / 4], dtype: unknown = 'F32') =>
  JSON.stringify({ dtype, shape, data_offsets: [begin, end] });

describe('writing and reading back', () => {
  const dtypes: DType[] = [
    'float64',
    'float32',
    'float16',
    'bfloat16',
    'int64',
    'int32',
    'int16',
    'int8',
    'uint64',
    'uint32',
    'uint16',
    'uint8',
    'bool',
  ];

  test('keeps every dtype bit for bit', async () => {
    const tensors = new Map(
      dtypes.map((dtype, index) => {
        const value = tensor(dtype, [2, 3]);
        toBytes(value.data).set(
          Uint8Array.from({ length: toBytes(value.data).length }, (_, i) => 7 * i + index),
        );
        return [`${dtype}.weight`, sourceOf(value)];
      }),
    );
    const file = await write(tensors, { metadata: { format: 'pt' } });
    const checkpoint = await readSafetensors(bytesSource(file));
    expect([...checkpoint.tensors.keys()].sort()).toEqual([...tensors.keys()].sort());
    for (const [name, source] of tensors)
      expect(await checkpoint.tensors.get(name)?.load()).toEqual(await source.load());
    expect([...checkpoint.metadata]).toEqual([['format', 'pt']]);
  });

  test('keeps scalars, empty tensors and odd names', async () => {
    const tensors = new Map<string, TensorSource>([
      ['scalar', sourceOf(tensor('float32', [], Float32Array.of(5)))],
      ['empty', sourceOf(tensor('float32', [0, 4]))],
      ['__proto__', sourceOf(tensor('uint8', [1], Uint8Array.of(9)))],
      ['"quoted": {\\', sourceOf(tensor('uint8', [1], Uint8Array.of(8)))],
    ]);
    const checkpoint = await readSafetensors(bytesSource(await write(tensors)));
    for (const [name, source] of tensors)
      expect(await checkpoint.tensors.get(name)?.load()).toEqual(await source.load());
  });

  test('loads one tensor at a time, in the order of the file', async () => {
    const events: string[] = [];
    const source = (name: string): [string, TensorSource] => [
      name,
      {
        dtype: 'float32',
        shape: [1],
        load: () => {
          events.push(`load ${name}`);
          return Promise.resolve(tensor('float32', [1]));
        },
      },
    ];
    for await (const chunk of writeSafetensors([source('a'), source('b')]))
      events.push(`chunk of ${chunk.length % 8}`);
    expect(events).toEqual(['chunk of 0', 'load a', 'chunk of 4', 'load b', 'chunk of 4']);
  });

  test('every tensor is aligned to its element size', async () => {
    const file = await write([
      ['bytes', sourceOf(tensor('uint8', [3]))],
      ['doubles', sourceOf(tensor('float64', [1]))],
    ]);
    const header = Buffer.from(file.subarray(8)).toString('latin1');
    expect(header).toMatch(/"doubles":\{"dtype":"F64","shape":\[1\],"data_offsets":\[0,8\]\}/);
  });

  test('stops when cancelled', async () => {
    const signal = AbortSignal.abort();
    await expect(write([['a', sourceOf(tensor('float32', [1]))]], { signal })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });

  test('refuses a name given twice and a source that breaks its word', async () => {
    const one = sourceOf(tensor('float32', [1]));
    await expect(
      write([
        ['a', one],
        ['a', one],
      ]),
    ).rejects.toMatchObject({ code: 'WEIGHTS_MISMATCH' });
    await expect(write([['__metadata__', one]])).rejects.toMatchObject({ code: 'WEIGHTS_MISMATCH' });
    await expect(write([['a', { ...one, shape: [2] }]])).rejects.toMatchObject({ code: 'SHAPE_MISMATCH' });
  });
});

describe('malformed files', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['an empty file', new Uint8Array(), /ends too early/],
    ['a header beyond the file', fileOf(`{"a":${entry(0, 4)}}`, 4).subarray(0, 20), /ends too early/],
    ['a header above 16 MB', assemble(new Uint8Array(8).fill(0x11), '{}'), /at most 16000000/],
    ['no JSON', fileOf('{"a":', 0), /not valid JSON/],
    ['no UTF-8', assemble(1, '\0\0\0\0\0\0\0', 0xff), /not valid JSON/],
    ['no object', fileOf('[]', 0), /must be a JSON object/],
    ['a key twice', fileOf(`{"a":${entry(0, 4)},"a":${entry(4, 8)}}`, 8), /"a" occurs twice/],
    [
      'a hole',
      fileOf(`{"a":${entry(0, 4)},"b":${entry(8, 12)}}`, 12),
      /"b" begins at 8 of the data, expected 4/,
    ],
    [
      'an overlap',
      fileOf(`{"a":${entry(0, 8)},"b":${entry(4, 12)}}`, 12),
      /"b" begins at 4 of the data, expected 8/,
    ],
    ['trailing data', fileOf(`{"a":${entry(0, 4)}}`, 5), /describes 4 bytes of data, the file has 5/],
    ['missing data', fileOf(`{"a":${entry(0, 8)}}`, 4), /describes 8 bytes of data, the file has 4/],
    ['a wrong size', fileOf(`{"a":${entry(0, 8, [3])}}`, 8), /needs 12 bytes, its data_offsets span 8/],
    ['an overflowing shape', fileOf(`{"a":${entry(0, 4, [2 ** 52, 2 ** 52])}}`, 4), /data_offsets span 4/],
    ['a negative length', fileOf(`{"a":${entry(0, 4, [-1])}}`, 4), /whole numbers/],
    ['a fractional length', fileOf(`{"a":${entry(0, 4, [1.5])}}`, 4), /whole numbers/],
    ['swapped offsets', fileOf(`{"a":${entry(4, 0, [1])}}`, 4), /data_offsets \[begin, end\]/],
    ['an unknown dtype', fileOf(`{"a":${entry(0, 4, [4], 'F8_E4M3')}}`, 4), /"F8_E4M3"; supported are F64/],
    [
      'a dtype nested without end',
      fileOf(`{"a":${entry(0, 4, [1], 'X').replace('"X"', '['.repeat(1e5) + ']'.repeat(1e5))}}`, 4),
      /has no dtype/,
    ],
    ['a tensor that is no object', fileOf('{"a":3}', 0), /must be an object/],
    ['metadata of numbers', fileOf('{"__metadata__":{"a":1}}', 0), /strings to strings/],
  ])('%s', async (_, file, message) => {
    const error = await readSafetensors(bytesSource(file)).catch((reason: unknown) => reason);
    expect(LangSegError.is(error, 'FILE_CORRUPT') && error.message).toMatch(message);
  });
});
