import type { TensorSource } from '@langseg/core';
import type { ByteSource } from '../bytes/byte-source.js';
import { corruptFile, quote } from '../bytes/file-errors.js';
import type { Checkpoint } from '../checkpoint.js';
import type { ZipArchive } from '../zip/zip-archive.js';
import { type NpyArray, readNpy } from './read-npy.js';

/** NumPy's ending of the arrays in an archive. */
const ending = '.npy';

/** Whether an archive holds NumPy arrays. */
export function isNpz({ entries }: ZipArchive): boolean {
  return [...entries.keys()].some((name) => name.endsWith(ending));
}

/**
 * Opens what `numpy.savez` and `numpy.savez_compressed` write: a zip archive with one `.npy` file an array, named after it. Reads
 * the headers of the arrays; other entries are passed over.
 *
 * @throws LangSegError `FILE_CORRUPT`, `FILE_UNSAFE` naming the array
 */
export async function readNpz(archive: ZipArchive): Promise<Checkpoint> {
  const arrays = new Map<string, NpyArray>();
  for (const [name, entry] of archive.entries) {
    if (!name.endsWith(ending)) continue;
    const member: ByteSource = {
      size: entry.size,
      read: (offset, length) => archive.read(entry, offset, length),
    };
    arrays.set(name.slice(0, -ending.length), await readNpy(member, `the array ${quote(name)}`));
  }
  return checkpointOf('npz', arrays);
}

/**
 * Opens a single array as `numpy.save` writes it, under the name that `numpy.savez` gives to the first: `arr_0`.
 *
 * @throws LangSegError `FILE_CORRUPT`, also for an array that is no tensor; `FILE_UNSAFE`
 */
export async function readNpyFile(source: ByteSource): Promise<Checkpoint> {
  const array = await readNpy(source, 'this NumPy array');
  if ('left' in array)
    throw corruptFile(
      `npy: an array of numbers was expected, little-endian ones, not of ${quote(array.left)}.`,
    );
  return checkpointOf('npy', new Map([['arr_0', array]]));
}

function checkpointOf(format: 'npz' | 'npy', arrays: ReadonlyMap<string, NpyArray>): Checkpoint {
  const tensors = new Map<string, TensorSource>();
  const refused: string[] = [];
  for (const [name, array] of arrays)
    if ('tensor' in array) tensors.set(name, array.tensor);
    else refused.push(`numpy.ndarray of ${array.left}: ${name}`);
  return {
    format,
    tensors,
    allTensors: tensors,
    stateDicts: new Map([['', tensors]]),
    objects: new Map(),
    refused: refused.sort(),
    metadata: new Map(),
  };
}
