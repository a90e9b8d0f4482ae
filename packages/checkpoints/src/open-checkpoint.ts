import type { ByteSource } from './bytes/byte-source.js';
import { corruptFile } from './bytes/file-errors.js';
import { readExactly } from './bytes/read-exactly.js';
import type { Checkpoint } from './checkpoint.js';
import { readSafetensors } from './safetensors/read-safetensors.js';
import { isNpy } from './numpy/read-npy.js';
import { isNpz, readNpyFile, readNpz } from './numpy/read-npz.js';
import { readTorchLegacy } from './torch/read-torch-legacy.js';
import { readTorchZip } from './torch/read-torch-zip.js';
import { isZip, openZip } from './zip/zip-archive.js';

/** What people download by accident, by its first characters. */
const mistaken: readonly (readonly [RegExp, string])[] = [
  [/^version https:\/\/git-lfs/, 'It is a Git LFS pointer: run "git lfs pull", or download the file itself.'],
  [/^\s*<(!doctype|html|\?xml)/i, 'It is a web page: download from another address, or log in first.'],
  [/^\x1f\x8b/, 'It is gzip-compressed: unpack it first.'],
  [/^\x08[\x01-\x20]\x12/, 'It looks like an ONNX model, which needs no conversion.'],
  [/^\x89HDF/, 'It is an HDF5 file (Keras); export the weights to safetensors.'],
];

/**
 * Opens a checkpoint of any supported format, told by its first bytes. Reads the headers only; tensors are read by
 * their `load()`.
 *
 * @throws LangSegError `FILE_CORRUPT` for another or a damaged format, `FILE_UNSAFE` for a file that is refused.
 */
export async function openCheckpoint(source: ByteSource): Promise<Checkpoint> {
  const start = await readExactly(source, 0, Math.min(64, source.size), 'the format');
  // A safetensors header opens with a brace and is shorter than 4 GB; in the other formats these bytes differ.
  if (start[8] === 0x7b && start.subarray(4, 8).every((byte) => byte === 0)) return readSafetensors(source);
  if (start[0] === 0x80) return readTorchLegacy(source);
  if (isNpy(start)) return readNpyFile(source);
  if (isZip(start)) {
    const archive = await openZip(source);
    return isNpz(archive) ? readNpz(archive) : readTorchZip(archive);
  }
  const text = String.fromCharCode(...start);
  const hint = mistaken.find(([pattern]) => pattern.test(text))?.[1] ?? 'Is it the right file, and complete?';
  const found = source.size ? `starts with ${JSON.stringify(text.slice(0, 16))}` : 'is empty';
  throw corruptFile(`A safetensors, PyTorch or NumPy file was expected, but this one ${found}. ${hint}`, {
    size: source.size,
  });
}
