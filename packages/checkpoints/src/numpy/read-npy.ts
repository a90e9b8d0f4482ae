import { bytesPerElement, type DType, sizeOf, type TensorSource } from '@langseg/core';
import type { ByteSource } from '../bytes/byte-source.js';
import { corruptFile, unsafeFile } from '../bytes/file-errors.js';
import { readExactly, viewOf } from '../bytes/read-exactly.js';
import { Storage } from '../torch/storage.js';
import { stridesOf } from '../torch/strided-layout.js';
import { StridedTensor } from '../torch/strided-tensor.js';
import { dtypeOfCode } from '../bytes/dtype-of-code.js';
import { type NpyHeader, parseNpyHeader } from './npy-header.js';

/** NumPy's own limit for headers of files that it doesn't trust. */
const maxHeaderBytes = 10_000;

/** Whether a file that begins with `start` is a NumPy array. */
export function isNpy(start: Uint8Array): boolean {
  return start[0] === 0x93 && String.fromCharCode(...start.subarray(1, 6)) === 'NUMPY';
}

/** What {@link readNpy} found: a tensor, or the reason why the array is none. */
export type NpyArray = { readonly tensor: TensorSource } | { readonly left: string };

/**
 * Reads the header of a `.npy` file, versions 1 to 3; the elements are read by the tensor's `load()`, in row-major order
 * whichever order they are stored in.
 *
 * @param what names the array in errors.
 * @returns `left` for arrays of text, dates, records, complex, big-endian or raw elements.
 * @throws LangSegError `FILE_CORRUPT` for a damaged header or one that doesn't fit the file's size, `FILE_UNSAFE` for arrays of
 * Python objects, which are pickled.
 */
export async function readNpy(source: ByteSource, what: string): Promise<NpyArray> {
  const { text, end } = await readHeader(source, what);
  const header = parseNpyHeader(text, what);
  // Records hide theirs in the text of a list.
  if (/(^|['"])\|O/.test(header.descr ?? text))
    throw unsafeFile(
      `npy: ${what} holds pickled Python objects, which are refused. Save plain numbers, with allow_pickle=False.`,
    );
  const dtype = dtypeOf(header);
  if (!dtype) return { left: header.descr ?? 'records' };
  const { shape, fortranOrder } = header;
  const size = sizeOf(shape) * bytesPerElement(dtype);
  if (size !== source.size - end)
    throw corruptFile(
      `npy: ${what} of ${dtype} [${shape.join(', ')}] needs ${size} bytes, but ${source.size - end} follow its header.`,
      { shape, expected: size, found: source.size - end },
    );
  const storage = new Storage(what, dtype, size, (offset, length) =>
    readExactly(source, end + offset, length, what),
  );
  const strides = fortranOrder ? stridesOf(shape.toReversed()).toReversed() : stridesOf(shape);
  return { tensor: new StridedTensor(dtype, storage, { offset: 0, shape, strides }) };
}

async function readHeader(source: ByteSource, what: string): Promise<{ text: string; end: number }> {
  const start = await readExactly(source, 0, 10, `the start of ${what}`);
  const version = start[6];
  if (!isNpy(start) || version < 1 || version > 3 || start[7] !== 0)
    throw corruptFile(`npy: ${what} does not start as a NumPy array of version 1, 2 or 3.`);
  const at = version === 1 ? 10 : 12;
  const length =
    version === 1
      ? viewOf(start).getUint16(8, true)
      : viewOf(await readExactly(source, 8, 4, `the header length of ${what}`)).getUint32(0, true);
  if (length > maxHeaderBytes)
    throw corruptFile(
      `npy: the header of ${what} claims ${length} bytes, at most ${maxHeaderBytes} are allowed.`,
    );
  const bytes = await readExactly(source, at, length, `the header of ${what}`);
  return { text: new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(bytes), end: at + length };
}

/** `=` is what NumPy writes for the byte order of the machine; every one that writes checkpoints is little-endian. */
function dtypeOf({ descr }: NpyHeader): DType | undefined {
  const [, order, code] = /^([<>|=]?)(\w+)$/.exec(descr ?? '') ?? [];
  return order === '>' && !code.endsWith('1') ? undefined : dtypeOfCode.get(code);
}
