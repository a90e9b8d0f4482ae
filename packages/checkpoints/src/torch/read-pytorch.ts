import type { ByteSource } from '../bytes/byte-source.js';
import { readExactly } from '../bytes/read-exactly.js';
import type { Checkpoint } from '../checkpoint.js';
import { isZip, openZip } from '../zip/zip-archive.js';
import { readTorchLegacy } from './read-torch-legacy.js';
import { readTorchZip } from './read-torch-zip.js';

/**
 * Opens a PyTorch checkpoint in either form of `torch.save`, or a TorchScript archive, without Python and without running
 * anything it holds: the pickle is interpreted by an allow-list that only makes data. Classes and functions outside it
 * become placeholders and are listed in `refused`; a file that calls one able to do harm (`os.system`, `eval` …) is refused.
 * Memory is bounded by the file's size; only the directory and the pickle are read before `load()`.
 *
 * @throws LangSegError `FILE_CORRUPT` or `FILE_UNSAFE`, saying what was wrong and where.
 */
export async function readPyTorch(source: ByteSource): Promise<Checkpoint> {
  const start = await readExactly(source, 0, Math.min(4, source.size), 'the format');
  return isZip(start) ? readTorchZip(await openZip(source)) : readTorchLegacy(source);
}
