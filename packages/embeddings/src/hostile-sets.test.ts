import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colourSegmenter, drawn } from './__fixtures__/colour-segmenter.js';
import { createEmbeddings, openEmbeddings } from './open-embeddings.js';
import type { EmbeddingNote } from './note/embedding-note.js';

const sha256 = 'a'.repeat(64);
const note = {
  version: 1,
  model: { name: 'colours', sha256 },
  dim: 3,
  vectors: 'regions',
  precision: 'float16',
  settings: {},
} satisfies EmbeddingNote;
const red = { vector: Float32Array.of(1, 0, 0), model: sha256 };

let scratch: string;
beforeAll(async () => void (scratch = await mkdtemp(join(tmpdir(), 'embeddings-'))));
afterAll(() => rm(scratch, { recursive: true }));

describe('a folder of strangers', () => {
  let folder: string;
  let line: Record<string, unknown>;
  beforeAll(async () => {
    folder = join(scratch, 'strange');
    const set = await createEmbeddings(folder, note);
    const image = await colourSegmenter().encode(drawn('rg'));
    await set.add(image, { name: 'a', source: '/a', bytes: 1, changed: 1, file: 'a' });
    await set.close();
    line = JSON.parse(await readFile(join(folder, 'photos.jsonl'), 'utf8')) as typeof line;
  });

  it.each([
    [{ file: '../../secret' }],
    [{ file: '/etc/passwd' }],
    [{ file: 'a/./b' }],
    [{ file: 'C:\\a' }],
    [{ vectors: 300 }],
    [{ vectors: 1 }],
    [{ rows: 0 }],
    [{ columns: 1e9 }],
    [{ more: 1 }],
  ])('with %j is refused', async (changes) => {
    await writeFile(join(folder, 'photos.jsonl'), `${JSON.stringify({ ...line, ...changes })}\n`);
    const searching = async () => {
      const set = await openEmbeddings(folder);
      try {
        await set.search(red);
      } finally {
        await set.close();
      }
    };
    await expect(searching()).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
  });
});
