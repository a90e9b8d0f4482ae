import { bytesPerElement, type DType } from '@langseg/core';
import { isCount } from '../bytes/is-count.js';
import { type BuildContext, Opaque, type PickleValue } from '../pickle/pickle-value.js';
import { StorageType } from './storage.js';

/** What a persistent id says about a storage. */
export interface StorageId {
  readonly key: string;
  /** Undefined for an untyped storage. */
  readonly dtype: DType | undefined;
  readonly byteLength: number;
  /** Legacy files: the part of the storage that is meant, as `[view key, offset, length]` in elements. */
  readonly view: PickleValue | undefined;
}

/** Storages are numbered. The key becomes part of a name, again and again. */
const maxKeyLength = 200;

/**
 * Parses `('storage', type, key, location, element count[, view])`. The location (`cpu`, `cuda:0` …) doesn't matter here.
 * An unsupported storage type (complex, quantised) gives a placeholder, so that only its own tensors are lost.
 */
export function parseStorageId(id: PickleValue, context: BuildContext): StorageId | Opaque {
  const [kind, type, key, , count, view] = Array.isArray(id) ? id : [];
  if (kind !== 'storage' || typeof key !== 'string' || !isCount(count))
    throw context.corrupt("a persistent id must be ('storage', type, key, location, element count).");
  if (key.length > maxKeyLength) throw context.corrupt(`the key of a storage has ${key.length} characters.`);
  if (type instanceof Opaque) return new Opaque(type.name);
  if (!(type instanceof StorageType)) throw context.corrupt('a storage needs a storage type.');
  const byteLength = count * (type.dtype ? bytesPerElement(type.dtype) : 1);
  return { key, dtype: type.dtype, byteLength, view: view ?? undefined };
}
