import { LangSegError, sourceOf, tensor, toBytes, type DType, type TensorSource } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { assemble } from '../__fixtures__/assemble.js';
import { bytesSource } from '../bytes/byte-source.js';
import type { TensorStream } from '../bytes/tensor-stream.js';
import { openCheckpoint } from '../open-checkpoint.js';
import { writeSafetensors } from '../safetensors/write-safetensors.js';
import { writeNpy } from './write-npy.js';

async function written(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(new Uint8Array(chunk));
  return assemble(...all);
}

const write = (source: TensorSource | TensorStream) => written(writeNpy(source));

describe('a written .npy file', () => {
  it('has the bytes of the format: magic, version, length, dict, padding to 64, newline, little-endian elements', async () => {
    const bytes = await write(sourceOf(tensor('float32', [2, 1], Float32Array.of(1, -2))));
    const dict = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }";
    expect([...bytes.subarray(0, 10)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0]);
    expect(new TextDecoder().decode(bytes.subarray(10, 128))).toBe(`${dict.padEnd(117)}\n`);
    expect([...bytes.subarray(128)]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
  });

  it.each<[DType, readonly number[], string]>([
    ['float16', [3], "{'descr': '<f2', 'fortran_order': False, 'shape': (3,), }"],
    ['int8', [1, 2, 3], "{'descr': '|i1', 'fortran_order': False, 'shape': (1, 2, 3), }"],
    ['bool', [2], "{'descr': '|b1', 'fortran_order': False, 'shape': (2,), }"],
    ['uint16', [], "{'descr': '<u2', 'fortran_order': False, 'shape': (), }"],
    ['int64', [0, 4], "{'descr': '<i8', 'fortran_order': False, 'shape': (0, 4), }"],
  ])('of %s %j says so and is read back bit for bit', async (dtype, shape, dict) => {
    const value = tensor(dtype, shape);
    toBytes(value.data).forEach((_, i, all) => (all[i] = dtype === 'bool' ? i % 2 : 31 * i + 7));
    const bytes = await write(sourceOf(value));
    const end = 10 + new DataView(bytes.buffer, bytes.byteOffset).getUint16(8, true);
    expect(end % 64).toBe(0);
    expect(new TextDecoder().decode(bytes.subarray(10, end)).trimEnd()).toBe(dict);
    const { tensors } = await openCheckpoint(bytesSource(bytes));
    expect(await tensors.get('arr_0')?.load()).toEqual(value);
  });

  it('is none of bfloat16', async () => {
    await expect(write(sourceOf(tensor('bfloat16', [1])))).rejects.toMatchObject({ code: 'USAGE' });
  });
});

describe('a tensor in pieces', () => {
  const stream = (...lengths: number[]): TensorStream<'int8'> => ({
    dtype: 'int8',
    shape: [2, 3],
    *pieces() {
      let next = 0;
      for (const length of lengths) yield Int8Array.from({ length }, () => next++);
    },
  });

  it('is written as one that is whole, in either format', async () => {
    const whole = sourceOf(tensor('int8', [2, 3], Int8Array.of(0, 1, 2, 3, 4, 5)));
    expect(await write(stream(1, 0, 4, 1))).toEqual(await write(whole));
    expect(await written(writeSafetensors([['a', stream(4, 2)]]))).toEqual(
      await written(writeSafetensors([['a', whole]])),
    );
  });

  it.each([[[4]], [[4, 3]], [[]]])('of %j instead of six elements is refused', async (lengths) => {
    await expect(write(stream(...lengths))).rejects.toMatchObject({ code: 'SHAPE_MISMATCH' });
    await expect(written(writeSafetensors([['a', stream(...lengths)]]))).rejects.toBeInstanceOf(LangSegError);
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort();
    await expect(written(writeNpy(stream(6), { signal }))).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
