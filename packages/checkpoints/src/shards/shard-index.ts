import { corruptFile, quote, unsafeFile } from '../bytes/file-errors.js';

/**
 * Reads an index of shards: `{ "weight_map": { "<tensor>": "<file>" } }`.
 *
 * @returns files by the names of tensors.
 * @throws LangSegError `FILE_CORRUPT` when it is not one, `FILE_UNSAFE` when a file is not in the same folder.
 */
export function parseShardIndex(bytes: Uint8Array, name: string): ReadonlyMap<string, string> {
  const map = weightMapOf(bytes);
  if (!map)
    throw corruptFile(
      `${quote(name)} is no index of a checkpoint's files: {"weight_map": {"tensor": "file"}} was expected.`,
    );
  const places = new Map<string, string>();
  for (const [tensor, file] of Object.entries(map)) {
    if (typeof file !== 'string') throw corruptFile(`${quote(name)} names no file for ${quote(tensor)}.`);
    if (file === '' || file === '.' || file === '..' || /[/\\:\0]/.test(file))
      throw unsafeFile(
        `${quote(name)} looks for ${quote(tensor)} in ${quote(file)}; files must be next to their index.`,
      );
    places.set(tensor, file);
  }
  if (places.size === 0) throw corruptFile(`${quote(name)} lists no tensors.`);
  return places;
}

function weightMapOf(bytes: Uint8Array): object | undefined {
  try {
    const index: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const map =
      typeof index === 'object' && index !== null && 'weight_map' in index ? index.weight_map : undefined;
    return typeof map === 'object' && map !== null && !Array.isArray(map) ? map : undefined;
  } catch {
    return undefined;
  }
}
