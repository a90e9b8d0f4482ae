import { LangSegError, type AssetStore } from '@langseg/core';
import { encodeModel } from '@langseg/onnx-graph';
import type { BundlePart } from './bundle-part.js';

/**
 * The files of a part that is not in a bundle yet, in memory: whoever has planned a part can run it.
 *
 * @param location for messages.
 */
export function partAssets(
  { graphs, files }: Pick<BundlePart, 'graphs' | 'files'>,
  location: string,
): AssetStore {
  const missing = (path: string) =>
    new LangSegError('NOT_FOUND', `${location} has no file ${path}.`, { path, location });
  return {
    location,
    async read(path) {
      const bytes = files.get(path);
      if (!bytes) throw missing(path);
      return bytes;
    },
    async model(path) {
      const graph = graphs.get(path);
      if (!graph) throw missing(path);
      return encodeModel(graph);
    },
  };
}
