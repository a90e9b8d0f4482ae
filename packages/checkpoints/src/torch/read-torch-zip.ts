import { corruptFile, quote, unsafeFile } from '../bytes/file-errors.js';
import type { Checkpoint } from '../checkpoint.js';
import { type BuildContext, Opaque, type PickleValue } from '../pickle/pickle-value.js';
import { runPickle } from '../pickle/run-pickle.js';
import type { ZipArchive } from '../zip/zip-archive.js';
import type { ZipEntry } from '../zip/zip-entry.js';
import { maxPickleBytes } from './read-pickle-at.js';
import { parseStorageId } from './storage-id.js';
import { Storage } from './storage.js';
import { resolveTorchGlobal } from './torch-globals.js';
import { checkpointOf } from './value-tree.js';

/**
 * Opens what `torch.save` writes since 1.6 and what TorchScript writes: a zip archive with `data.pkl` and one entry a
 * storage under `data/`. Follows `torch/serialization.py` (`_load`) and `torch/csrc/jit/serialization`.
 *
 * @throws LangSegError `FILE_CORRUPT`, `FILE_UNSAFE`
 */
export async function readTorchZip(archive: ZipArchive): Promise<Checkpoint> {
  const pickle = findPickle(archive);
  const root = pickle.name.slice(0, -'data.pkl'.length);
  await checkByteOrder(archive, root);
  if (pickle.size > maxPickleBytes)
    throw unsafeFile(`${pickle.name} has ${pickle.size} bytes; a pickle above ${maxPickleBytes} is refused.`);
  const result = runPickle(await archive.read(pickle, 0, pickle.size), {
    where: pickle.name,
    resolveGlobal: resolveTorchGlobal,
    persistentLoad: (id, context) => loadStorage(archive, root, id, context),
  });
  if (!result) throw corruptFile(`${pickle.name} ends before its STOP opcode.`, { entry: pickle.name });
  return checkpointOf(isTorchScript(archive, root) ? 'torchscript' : 'torch-zip', result);
}

function findPickle({ entries }: ZipArchive): ZipEntry {
  for (const entry of entries.values()) if (/^([^/]+\/)?data\.pkl$/.test(entry.name)) return entry;
  throw corruptFile('This zip archive has no data.pkl: it is not a PyTorch checkpoint.', {
    entries: [...entries.keys()].slice(0, 10),
  });
}

async function checkByteOrder(archive: ZipArchive, root: string): Promise<void> {
  const entry = archive.entries.get(`${root}byteorder`);
  if (!entry) return;
  const order = new TextDecoder().decode(await archive.read(entry, 0, Math.min(entry.size, 16)));
  if (order !== 'little')
    throw corruptFile(`Byte order ${quote(order)} is not supported, only little-endian is.`);
}

function isTorchScript({ entries }: ZipArchive, root: string): boolean {
  return entries.has(`${root}constants.pkl`);
}

function loadStorage(
  archive: ZipArchive,
  root: string,
  id: PickleValue,
  context: BuildContext,
): Storage | Opaque {
  const storage = parseStorageId(id, context);
  if (storage instanceof Opaque) return storage;
  const { dtype, byteLength } = storage;
  const name = `${root}data/${storage.key}`;
  const entry = archive.entries.get(name);
  if (!entry) throw context.corrupt(`the archive has no entry ${quote(name)}.`);
  if (entry.size < byteLength)
    throw context.corrupt(
      `the entry ${quote(name)} has ${entry.size} bytes, its storage needs ${byteLength}.`,
    );
  return new Storage(name, dtype, byteLength, (offset, length) => archive.read(entry, offset, length));
}
