import { LangSegError, throwIfAborted, type AssetStore, type ImageReader } from '@langseg/core';
import { samplePhotos } from '../support/sample-photos.js';
import type { CachingModelStore, KeptModel } from '../test-model-store.js';

/** A reader that knows the sample photos by their bytes: no codec is needed. */
export function plainImageReader(): ImageReader<Uint8Array> {
  return {
    async read(source, { signal, bands, range } = {}) {
      throwIfAborted(signal);
      const isPossible = !bands || ([1, 3].includes(bands.length) && bands.every((band) => band >= 1 && band % 1 === 0));
      if (!isPossible || (range && !(range[0] !== range[1] && range.every(Number.isFinite))))
        throw new LangSegError('USAGE', 'Impossible bands or range.');
      const found =
        source instanceof Uint8Array
          ? samplePhotos.find(({ bytes }) => bytes.join() === source.join())?.pixels
          : source;
      if (!found || !(found.width > 0 && found.height > 0) || found.width * found.height * 3 !== found.data.length || found.width % 1 !== 0)
        throw new LangSegError('IMAGE_UNREADABLE', 'No picture.');
      return { ...found, data: found.data.slice() };
    },
  };
}

export const plainBundle: Readonly<Record<string, Uint8Array>> = {
  'config.json': Uint8Array.of(123, 125),
  'onnx/model.onnx': Uint8Array.of(1, 2, 3),
};

/** Files in memory. */
export function plainAssetStore(files = plainBundle): AssetStore {
  const read = async (path: string) => {
    if (!Object.hasOwn(files, path)) throw new LangSegError('NOT_FOUND', `There is no ${path}.`);
    return files[path].slice();
  };
  return { location: 'memory', read, model: async (path) => ({ kind: 'bytes', model: await read(path) }) };
}

/** Keeps models in memory that were there already. */
export function plainModelStore(): CachingModelStore {
  const kept = new Map<string, KeptModel>();
  return {
    async resolve(ref, { signal, onProgress } = {}) {
      throwIfAborted(signal);
      if (ref === 'missing') throw new LangSegError('NOT_FOUND', 'There is no such model.');
      if (ref === 'spoilt') throw new LangSegError('HASH_MISMATCH', 'Another file.');
      onProgress?.({ status: 'done' });
      const files = Object.entries(plainBundle).map(([path, { length }]) => [path, { sha256: '', bytes: length }]);
      kept.set(ref, { id: ref, files: Object.fromEntries(files) as KeptModel['files'] });
      return plainAssetStore();
    },
    list: async () => [...kept.values()],
    remove: async (id) => kept.delete(id),
  };
}
