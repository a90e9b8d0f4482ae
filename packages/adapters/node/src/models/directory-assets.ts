import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkBundlePath } from '@langseg/adapter-common';
import { LangSegError, type AssetStore } from '@langseg/core';
import { withIoErrors } from '../files/io-error.js';

/** The files of a model in a folder; ONNX models are opened in place. */
export function directoryAssets(dir: string, location = dir): AssetStore {
  const pathOf = (path: string): string => join(dir, checkBundlePath(path));
  return {
    location,
    read: async (path) => {
      const file = pathOf(path);
      return withIoErrors('read', file, () => readFile(file));
    },
    model: async (path) => {
      const file = pathOf(path);
      const stats = await withIoErrors('open the model', file, () => stat(file));
      if (!stats.isFile())
        throw new LangSegError('NOT_FOUND', `Expected an ONNX model at ${file}, but it is not a file.`, {
          path: file,
        });
      return { kind: 'file', path: file };
    },
  };
}
