import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmbeddingNote, FileFormat } from '../note/embedding-note.js';
import { createEmbeddings, openEmbeddings } from '../open-embeddings.js';
import { colourSegmenter, drawn } from './colour-segmenter.js';

const sha256 = 'a'.repeat(64);

/** A folder with one photo, and readers of a damaged copy of one of its files. */
async function readersOf(
  format: FileFormat,
  kind: Pick<EmbeddingNote, 'vectors' | 'precision'>,
  files: readonly string[],
) {
  const folder = mkdtempSync(join(tmpdir(), 'embeddings-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const note = { version: 1, model: { name: 'colours', sha256 }, dim: 3, ...kind, settings: {} } as const;
  const set = await createEmbeddings(folder, note, { format });
  const image = await colourSegmenter().encode(drawn('rg', '.b'));
  await set.add(image, { name: 'a.png', source: '/a.png', bytes: 1, changed: 1, file: 'a' });
  await set.close();
  return files.map((file) => {
    const path = join(folder, file);
    const sample = readFileSync(path);
    return {
      name: `${file} of ${kind.vectors} in ${format}`,
      samples: [sample],
      async read(bytes: Uint8Array) {
        writeFileSync(path, bytes);
        try {
          const opened = await openEmbeddings(folder);
          try {
            await opened.search({ vector: Float32Array.of(1, 0, 0), model: sha256 });
            await opened.vectorAt({ photo: 'a.png', x: 1, y: 1, as: 'region' });
          } finally {
            await opened.close();
          }
        } finally {
          writeFileSync(path, sample);
        }
      },
    };
  });
}

/** Everything that is read of a folder of embeddings, which may come from strangers. */
export const foreignReaders = [
  ...(await readersOf('safetensors', { vectors: 'pixels', precision: 'float16' }, [
    'embeddings.json',
    'photos.jsonl',
    'a.safetensors',
  ])),
  ...(await readersOf('npy', { vectors: 'regions', precision: 'int8' }, [
    'photos.jsonl',
    'a.vectors.npy',
    'a.scales.npy',
    'a.cells.npy',
  ])),
];
