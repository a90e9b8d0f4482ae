import { bytesPerElement, type DType } from '@langseg/core';
import { corruptFile, quote } from '../bytes/file-errors.js';
import { isCount } from '../bytes/is-count.js';
import { dtypeOfName } from './dtype-names.js';
import { repeatedKey } from './json-keys.js';

/** What a safetensors header says about one tensor; `begin` and `end` count from the end of the header. */
export interface TensorEntry {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** A parsed and validated safetensors header. */
export interface SafetensorsHeader {
  readonly entries: readonly TensorEntry[];
  readonly metadata: ReadonlyMap<string, string>;
}

/**
 * Parses the JSON of a safetensors header. Entries must tile the `dataSize` bytes of data: no holes, no overlaps.
 *
 * @throws LangSegError `FILE_CORRUPT` naming the tensor and the rule it breaks.
 */
export function parseHeader(bytes: Uint8Array, dataSize: number): SafetensorsHeader {
  const { entries: fields, metadata } = parseJson(bytes);
  const entries = fields.map(([name, value]) => parseEntry(name, value));
  let position = 0;
  for (const { name, begin, end } of [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== position)
      throw corruptFile(
        `safetensors: tensor ${quote(name)} begins at ${begin} of the data, expected ${position}.`,
        {
          tensor: name,
          expected: position,
          found: begin,
        },
      );
    position = end;
  }
  if (position !== dataSize)
    throw corruptFile(
      `safetensors: the header describes ${position} bytes of data, the file has ${dataSize}. ` +
        'The download or copy is probably incomplete.',
      { expected: position, found: dataSize },
    );
  return { entries, metadata };
}

function parseJson(bytes: Uint8Array): { entries: [string, unknown][]; metadata: Map<string, string> } {
  let header: unknown;
  let repeated: string | undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    header = JSON.parse(text);
    repeated = repeatedKey(text);
  } catch (cause) {
    throw corruptFile('safetensors: the header is not valid JSON.', { headerLength: bytes.length }, cause);
  }
  if (!isRecord(header)) throw corruptFile('safetensors: the header must be a JSON object.');
  if (repeated !== undefined)
    throw corruptFile(`safetensors: ${quote(repeated)} occurs twice in the header.`, { key: repeated });
  const { __metadata__: metadata = {}, ...tensors } = header;
  if (!isRecord(metadata) || !Object.values(metadata).every((value) => typeof value === 'string'))
    throw corruptFile('safetensors: __metadata__ must map strings to strings.');
  return {
    entries: Object.entries(tensors),
    metadata: new Map(Object.entries(metadata as Record<string, string>)),
  };
}

function parseEntry(name: string, value: unknown): TensorEntry {
  const fail = (problem: string) =>
    corruptFile(`safetensors: tensor ${quote(name)} ${problem}.`, { tensor: name });
  if (!isRecord(value)) throw fail('must be an object with dtype, shape and data_offsets');
  const { dtype: dtypeName, shape, data_offsets: offsets } = value;
  const dtype = typeof dtypeName === 'string' ? dtypeOfName.get(dtypeName) : undefined;
  const named = typeof dtypeName === 'string' ? `dtype ${quote(dtypeName)}` : 'no dtype';
  if (!dtype) throw fail(`has ${named}; supported are ${[...dtypeOfName.keys()].join(', ')}`);
  if (!isLengths(shape)) throw fail('must have a shape of at most 64 whole numbers');
  if (!isLengths(offsets) || offsets.length !== 2 || offsets[0] > offsets[1])
    throw fail('must have data_offsets [begin, end]');
  const [begin, end] = offsets;
  const needed = shape.reduce((product, length) => product * length, bytesPerElement(dtype));
  if (needed !== end - begin)
    throw fail(
      `of ${dtype} [${shape.join(', ')}] needs ${needed} bytes, its data_offsets span ${end - begin}`,
    );
  return { name, dtype, shape, begin, end };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Tensors have a handful of axes; a list of millions would fill every message about it. */
const maxAxes = 64;

function isLengths(value: unknown): value is number[] {
  return Array.isArray(value) && value.length <= maxAxes && value.every(isCount);
}
