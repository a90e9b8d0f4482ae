import { bytesPerElement } from '@langseg/core';
import type { ByteSource } from '../bytes/byte-source.js';
import { corruptFile, quote } from '../bytes/file-errors.js';
import { isCount } from '../bytes/is-count.js';
import { readExactly, readUint64, viewOf } from '../bytes/read-exactly.js';
import { type BuildContext, Opaque, type PickleValue } from '../pickle/pickle-value.js';
import { parseStorageId, type StorageId } from './storage-id.js';
import { Storage } from './storage.js';

const countSize = 8;

/** The storages of a legacy file: referred to by key in the pickle, found behind it afterwards. */
export class LegacyStorages {
  readonly #source: ByteSource;
  readonly #ids = new Map<string, StorageId>();
  readonly #offsets = new Map<string, number>();

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** The storage, or the view of one, that a persistent id stands for. */
  refer(persistentId: PickleValue, context: BuildContext): Storage | Opaque {
    const id = parseStorageId(persistentId, context);
    if (id instanceof Opaque)
      throw context.corrupt(`storages of type ${quote(id.name)} are not supported in legacy files.`);
    const { key, dtype, byteLength } = id;
    const known = this.#ids.get(key);
    if (known && (known.dtype !== dtype || known.byteLength !== byteLength))
      throw context.corrupt(`the storage ${quote(key)} is described in two ways.`);
    this.#ids.set(key, id);
    const [start, length] = viewRange(id, context);
    return new Storage(`storage ${quote(key)}`, dtype, length, (offset, count) =>
      readExactly(this.#source, this.#offsetOf(key) + start + offset, count, `storage ${quote(key)}`),
    );
  }

  /**
   * Finds the storages, which follow each other in the order of `keys` from `position` on: an element count of 8 bytes,
   * then the elements.
   */
  async locate(keys: readonly PickleValue[], position: number): Promise<void> {
    for (const key of keys) {
      const id = typeof key === 'string' ? this.#ids.get(key) : undefined;
      if (typeof key !== 'string' || !id || this.#offsets.has(key))
        throw corruptFile(
          `The list of storage keys has ${typeof key === 'string' ? quote(key) : 'one'} that is repeated or not in use.`,
        );
      const what = `storage ${quote(key)}`;
      const header = viewOf(await readExactly(this.#source, position, countSize, what));
      const byteLength = readUint64(header, 0) * (id.dtype ? bytesPerElement(id.dtype) : 1);
      if (byteLength !== id.byteLength)
        throw corruptFile(
          `At byte ${position}, ${what} has ${byteLength} bytes, ${id.byteLength} were announced.`,
        );
      this.#offsets.set(key, position + countSize);
      position += countSize + byteLength;
      if (position > this.#source.size)
        throw corruptFile(
          `The file ends within ${what}: ${position} bytes were expected, it has ${this.#source.size}.`,
        );
    }
    for (const key of this.#ids.keys())
      if (!this.#offsets.has(key))
        throw corruptFile(`The storage ${quote(key)} is used but not in the file.`);
  }

  #offsetOf(key: string): number {
    const offset = this.#offsets.get(key);
    if (offset === undefined) throw corruptFile(`The storage ${quote(key)} is not in the file.`);
    return offset;
  }
}

/** Start and length in bytes of the part of a storage that is meant. */
function viewRange({ dtype, byteLength, view }: StorageId, context: BuildContext): [number, number] {
  if (view === undefined) return [0, byteLength];
  const width = dtype ? bytesPerElement(dtype) : 1;
  const [, offset, count] = Array.isArray(view) ? view : [];
  if (!isCount(offset) || !isCount(count) || (offset + count) * width > byteLength)
    throw context.corrupt('a storage view lies outside its storage.');
  return [offset * width, count * width];
}
