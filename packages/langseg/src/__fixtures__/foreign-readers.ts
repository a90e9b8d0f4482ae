import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scratchFolder } from '@langseg/dataset-testing/scratch';
import { createSegmenter } from '../create-segmenter.js';

const bundle = fileURLToPath(new URL('../../../default-model/bundle/', import.meta.url));

/** Photos of 24 × 16 that differ in every pixel. */
const photo = {
  width: 24,
  height: 16,
  data: Uint8Array.from({ length: 24 * 16 * 3 }, (_, i) => (i * 37) % 256),
};

/** Opens the built-in model with one of its files replaced, and segments a small photo. */
function opensWith(name: string): (bytes: Uint8Array) => Promise<void> {
  let folder: string | undefined;
  return async (bytes) => {
    if (folder === undefined) cpSync(bundle, (folder = scratchFolder()), { recursive: true });
    writeFileSync(join(folder, name), bytes);
    const segmenter = await createSegmenter({ model: folder, threads: 1 });
    try {
      await segmenter.segment(photo, ['grass', 'sky'], { longestSide: 64, other: 'auto' });
    } finally {
      await segmenter.dispose();
    }
  };
}

/** Readers of whole models. */
export const foreignReaders = ['config.json', 'preprocessor_config.json'].map((name) => ({
  name: `a whole model's ${name}`,
  samples: [new Uint8Array(readFileSync(join(bundle, name)))],
  read: opensWith(name),
}));
