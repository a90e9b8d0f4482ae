import { fromBytes, type TensorSource } from '@langseg/core';
import type { ByteSource } from '../bytes/byte-source.js';
import { corruptFile } from '../bytes/file-errors.js';
import { readExactly, readUint64, viewOf } from '../bytes/read-exactly.js';
import type { Checkpoint } from '../checkpoint.js';
import { parseHeader, type TensorEntry } from './header.js';

/** Room for some 100,000 tensors. The format allows six times as much, which would take gigabytes to parse. */
const maxHeaderBytes = 16_000_000;

/**
 * Opens a safetensors file: 8 bytes header length, JSON header, raw little-endian data. Only the header is read now.
 * Follows the format description of huggingface/safetensors, including its limits, but for a lower one of the header.
 *
 * @throws LangSegError `FILE_CORRUPT` for anything the format does not allow: header beyond the file or above 16 MB,
 * duplicate names, unknown dtypes, sizes that do not fit their shapes, holes or overlaps in the data.
 */
export async function readSafetensors(source: ByteSource): Promise<Checkpoint> {
  const headerLength = readUint64(
    viewOf(await readExactly(source, 0, 8, 'the safetensors header length')),
    0,
  );
  if (headerLength > maxHeaderBytes)
    throw corruptFile(
      `safetensors: the header claims ${headerLength} bytes, at most ${maxHeaderBytes} are allowed. Is it a safetensors file?`,
      { headerLength },
    );
  const dataStart = 8 + headerLength;
  const headerBytes = await readExactly(source, 8, headerLength, 'the safetensors header');
  const { entries, metadata } = parseHeader(headerBytes, source.size - dataStart);
  const tensors = new Map(entries.map((entry) => [entry.name, lazyTensor(source, dataStart, entry)]));
  return {
    format: 'safetensors',
    tensors,
    allTensors: tensors,
    stateDicts: new Map([['', tensors]]),
    objects: new Map(),
    refused: [],
    metadata,
  };
}

function lazyTensor(source: ByteSource, dataStart: number, entry: TensorEntry): TensorSource {
  const { name, dtype, shape, begin, end } = entry;
  return {
    dtype,
    shape,
    load: async () => {
      const bytes = await readExactly(source, dataStart + begin, end - begin, `tensor ${name}`);
      return { dtype, shape, data: fromBytes(dtype, bytes) };
    },
  };
}
