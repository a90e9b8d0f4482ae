import type { ByteSource } from '../bytes/byte-source.js';
import { corruptFile } from '../bytes/file-errors.js';
import type { Checkpoint } from '../checkpoint.js';
import { resolveTorchGlobal } from './torch-globals.js';
import { LegacyStorages } from './legacy-storages.js';
import { readPickleAt } from './read-pickle-at.js';
import { checkpointOf } from './value-tree.js';

/** `MAGIC_NUMBER` and `PROTOCOL_VERSION` of `torch/serialization.py`. */
const magicNumber = 0x1950a86a20f9469cfc6cn;
const protocolVersion = 1001;

/**
 * Opens what `torch.save` wrote before 1.6: five pickles (magic number, protocol version, system, value, storage keys)
 * followed by the storages. Follows `torch/serialization.py` (`_legacy_load`).
 *
 * @throws LangSegError `FILE_CORRUPT`, `FILE_UNSAFE`
 */
export async function readTorchLegacy(source: ByteSource): Promise<Checkpoint> {
  const plain = { resolveGlobal: resolveTorchGlobal };
  const magic = await readPickleAt(source, 0, { where: 'the magic number', ...plain });
  if (magic.value !== magicNumber)
    throw corruptFile('This pickle was not written by torch.save: it does not start with its magic number.');
  const version = await readPickleAt(source, magic.end, { where: 'the protocol version', ...plain });
  if (version.value !== protocolVersion)
    throw corruptFile(`Protocol version ${protocolVersion} was expected, found another.`);
  const system = await readPickleAt(source, version.end, { where: 'the system information', ...plain });
  if (system.value instanceof Map && system.value.get('little_endian') === false)
    throw corruptFile('Big-endian checkpoints are not supported, only little-endian ones are.');
  const storages = new LegacyStorages(source);
  const tree = await readPickleAt(source, system.end, {
    where: 'the pickled value',
    ...plain,
    persistentLoad: (id, context) => storages.refer(id, context),
  });
  const keys = await readPickleAt(source, tree.end, { where: 'the list of storage keys', ...plain });
  if (!Array.isArray(keys.value)) throw corruptFile('The storage keys of a legacy file must be a list.');
  await storages.locate(keys.value, keys.end);
  return checkpointOf('torch-legacy', tree);
}
