import { checkBundlePath } from '@langseg/adapter-common';
import { LangSegError, type AssetStore, type RunOptions } from '@langseg/core';
import { externalLocations } from '@langseg/onnx-graph';
import type { LocatedModel } from './located-model.js';
import { readFile, type FileContext } from './model-files.js';
import type { ReadConfig } from './read-config.js';

/**
 * The files of a located model. ONNX models come as bytes, with the files that hold their weights.
 *
 * @param fresh files that have just been downloaded; each is handed out once and then forgotten.
 */
export function webAssets(
  model: LocatedModel,
  { bytes: config, table }: ReadConfig,
  fresh: Map<string, Uint8Array<ArrayBuffer>>,
  context: FileContext,
  options: RunOptions,
): AssetStore {
  async function read(path: string): Promise<Uint8Array> {
    checkBundlePath(path);
    if (path === 'config.json') return config.slice();
    const expected = Object.hasOwn(table, path) ? table[path] : undefined;
    if (!expected)
      throw new LangSegError(
        'NOT_FOUND',
        `${path} is not among the files that the config.json of ${model.name} names.`,
        { path, files: Object.keys(table) },
      );
    const bytes = fresh.get(path);
    fresh.delete(path);
    return bytes ?? readFile(model, path, expected, context, options);
  }

  return {
    location: model.name,
    read,
    async model(path) {
      const bytes = await read(path);
      const folder = path.slice(0, path.lastIndexOf('/') + 1);
      const externalData = [];
      for (const location of externalLocations(bytes))
        externalData.push({ path: location, data: await read(folder + location) });
      return { kind: 'bytes', model: bytes, externalData };
    },
  };
}
