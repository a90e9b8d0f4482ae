import { readFileSync } from 'node:fs';
import { allocate, toBytes, type DType } from '../tensor/dtype.js';
import { sizeOf, tensor, type Tensor } from '../tensor/tensor.js';

const dtypes: Record<string, DType> = { F64: 'float64', F32: 'float32', U8: 'uint8' };

interface Entry {
  readonly dtype: string;
  readonly shape: number[];
  readonly data_offsets: [number, number];
}

/** Tensors of a safetensors file beside this one, by name. */
export function readFixture(file: string) {
  const bytes = new Uint8Array(readFileSync(new URL(file, import.meta.url)));
  const headerLength = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header: Record<string, Entry> = JSON.parse(
    new TextDecoder().decode(bytes.subarray(8, 8 + headerLength)),
  );
  const read = (name: string): Tensor => {
    const { dtype, shape, data_offsets } = header[name];
    const data = allocate(dtypes[dtype], sizeOf(shape));
    toBytes(data).set(bytes.subarray(8 + headerLength + data_offsets[0], 8 + headerLength + data_offsets[1]));
    return tensor(dtypes[dtype], shape, data);
  };
  return {
    floats: (name: string) => read(name) as Tensor<'float32'>,
    bytes: (name: string) => read(name) as Tensor<'uint8'>,
    doubles: (name: string) => read(name) as Tensor<'float64'>,
    image: (name: string) => {
      const { shape, data } = read(name) as Tensor<'uint8'>;
      return { height: shape[0], width: shape[1], data };
    },
  };
}

/** A JSON file beside this one. */
export function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as T;
}
