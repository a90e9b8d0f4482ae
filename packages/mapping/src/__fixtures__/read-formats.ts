import { open } from 'node:fs/promises';
import h5wasm from 'h5wasm/node';
import { expect } from 'vitest';

interface Vertex {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly label: number;
}

/** A reader of PLY that goes by what the header says. */
export function readPly(bytes: Buffer): { vertices: Vertex[]; comments: string[] } {
  const end = bytes.indexOf('end_header\n') + 11;
  const lines = bytes.toString('latin1', 0, end).split('\n');
  expect(lines.slice(0, 2)).toEqual(['ply', 'format binary_little_endian 1.0']);
  const count = Number(lines.find((line) => line.startsWith('element vertex '))!.split(' ')[2]);
  const properties = lines.filter((line) => line.startsWith('property ')).map((line) => line.split(' '));
  let at = end;
  const vertices = Array.from({ length: count }, () =>
    Object.fromEntries(
      properties.map(([, type, name]) => {
        const value =
          type === 'float' ? bytes.readFloatLE(at) : type === 'uchar' ? bytes[at] : bytes.readUInt16LE(at);
        at += { float: 4, uchar: 1, ushort: 2 }[type]!;
        return [name, value];
      }),
    ),
  );
  expect(at).toBe(bytes.length);
  return {
    vertices: vertices as unknown as Vertex[],
    comments: lines.filter((line) => line.startsWith('comment ')),
  };
}

export async function firstBytes(path: string, length: number): Promise<Uint8Array> {
  const file = await open(path);
  const { buffer } = await file.read(new Uint8Array(length), 0, length, 0);
  await file.close();
  return buffer;
}

interface Hdf5Array {
  readonly shape: readonly number[];
  readonly type: unknown;
  readonly data: readonly number[];
}

export async function readHdf5(path: string): Promise<Record<string, Hdf5Array>> {
  await h5wasm.ready;
  const file = new h5wasm.File(path, 'r');
  try {
    return Object.fromEntries(
      file.keys().map((name) => {
        const dataset = file.get(name) as InstanceType<typeof h5wasm.Dataset>;
        const value = dataset.value as number | Float64Array;
        const data = typeof value === 'number' ? [value] : [...value];
        return [name, { shape: dataset.shape ?? [], type: value.constructor, data }];
      }),
    );
  } finally {
    file.close();
  }
}
