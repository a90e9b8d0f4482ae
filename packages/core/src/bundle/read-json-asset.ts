import { LangSegError } from '../errors/lang-seg-error.js';
import type { AssetStore } from '../interfaces/asset-store.js';

/**
 * Reads a JSON file of a bundle.
 *
 * @throws LangSegError `CONFIG_INVALID` when it is not JSON, `NOT_FOUND`, `IO_FAILED`.
 */
export async function readJsonAsset(assets: AssetStore, path: string): Promise<unknown> {
  const text = new TextDecoder().decode(await assets.read(path));
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new LangSegError(
      'CONFIG_INVALID',
      `${path} of ${assets.location} is not JSON.`,
      { path },
      { cause },
    );
  }
}
