import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@langseg/postgres';
import { findPostgres, hasVector, startPostgres, type TestPostgres } from '@langseg/postgres-testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colourSegmenter, drawn } from './__fixtures__/colour-segmenter.js';
import { createEmbeddings, openEmbeddings, type CreateEmbeddingsOptions } from './open-embeddings.js';
import { placeVector } from './query/place-vector.js';
import type { EmbeddingNote } from './note/embedding-note.js';
import type { EmbeddingSet, PhotoSource } from './set/embedding-set.js';

const model = 'a'.repeat(64);
const noteOf = (changes: Partial<EmbeddingNote> = {}): EmbeddingNote => ({
  version: 1,
  model: { name: 'colours', sha256: model },
  dim: 3,
  vectors: 'regions',
  precision: 'float16',
  settings: { view: 'model' },
  ...changes,
});

const photos = {
  'barn.jpg': drawn('........', '..rr....', '..rr....', '.......g'),
  'lawn.jpg': drawn('bbbbbbbb', 'bbbbbbbb', 'gggggggg', 'gggggggg'),
  'rose.jpg': drawn('gggggggg', 'ggggrggg', 'gggggggg', 'gggggggg'),
  'wall.jpg': drawn('........', '........'),
};
const sourceOf = (name: string): PhotoSource => ({
  name,
  source: `/photos/${name}`,
  bytes: name.length,
  changed: 1234.5678,
  file: name.replace('.jpg', ''),
});

let scratch: string;
let server: TestPostgres | undefined;
const programs = findPostgres();
const runsServer = programs !== undefined && hasVector(programs);

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'embeddings-'));
  server = runsServer ? await startPostgres(programs) : undefined;
}, 120_000);
afterAll(async () => {
  await server?.remove();
  await rm(scratch, { recursive: true });
});

type Kind = readonly [string, () => string, Partial<EmbeddingNote>, CreateEmbeddingsOptions];
const inFiles = (format: 'safetensors' | 'npy', note: Pick<EmbeddingNote, 'vectors' | 'precision'>): Kind => [
  `${format}, ${note.vectors}, ${note.precision}`,
  () => join(scratch, `${format}-${note.vectors}-${note.precision}`),
  note,
  { format },
];
const kinds: readonly Kind[] = [
  inFiles('safetensors', { vectors: 'pixels', precision: 'float16' }),
  inFiles('npy', { vectors: 'pixels', precision: 'int8' }),
  inFiles('npy', { vectors: 'regions', precision: 'float16' }),
  inFiles('safetensors', { vectors: 'regions', precision: 'int8' }),
  ['PGlite', () => join(scratch, 'database'), {}, { format: 'database' }],
  ...(runsServer ? [['PostgreSQL', () => server!.url, {}, {}] as const] : []),
];

async function addAll(set: EmbeddingSet, names: readonly string[]): Promise<void> {
  const segmenter = colourSegmenter();
  for (const name of names) {
    const image = await segmenter.encode(photos[name as keyof typeof photos]);
    await set.add(image, sourceOf(name));
    image.dispose();
  }
}

describe.each(kinds)('embeddings in %s', (_name, place, changes, options) => {
  const note = noteOf(changes);
  const isRegions = note.vectors === 'regions';
  let set: EmbeddingSet;
  beforeAll(async () => {
    set = await createEmbeddings(place(), note, options);
    await addAll(set, ['barn.jpg', 'lawn.jpg']);
    await set.finish();
    await addAll(set, ['rose.jpg', 'wall.jpg']);
  }, 120_000);
  afterAll(() => set.close());
  const search = async (word: string, more = {}) =>
    set.search({ vector: (await colourSegmenter().embedWords([word])).data, model }, more);

  it('are found by a word, with where it is, prepared for searching or not', async () => {
    const found = await search('red', { count: 3 });
    expect(
      found
        .map(({ name }) => name)
        .slice(0, 2)
        .sort(),
    ).toEqual(['barn.jpg', 'rose.jpg']);
    expect(found[2].name).toBe('wall.jpg');
    const barn = found.find(({ name }) => name === 'barn.jpg')!;
    expect(barn).toMatchObject({ source: '/photos/barn.jpg', width: 8, height: 4 });
    expect(barn.boxes).toHaveLength(1);
    expect(barn.boxes[0]).toMatchObject({ x: 2, y: 1, width: 2, height: 2, share: 4 / 32 });
    expect(barn.boxes[0].similarity).toBeCloseTo(1, 2);
    expect(barn.pixels[0]).toMatchObject({ x: expect.toSatisfy((x) => x === 2 || x === 3) as number });
    expect(barn.map.values[8 + 2]).toBeCloseTo(1, 2);
    expect(barn.map.values[0]).toBeCloseTo(Math.sqrt(1 / 3), 2);
    const before = found.map(({ similarity }) => similarity);
    await set.finish();
    await set.finish();
    expect((await search('red', { count: 3 })).map(({ similarity }) => similarity)).toEqual(before);
    expect((await search('red', { count: 3, exact: true })).map(({ similarity }) => similarity)).toEqual(
      before,
    );
  });

  it('are as few as asked for, and as alike', async () => {
    expect(await search('blue', { count: 1 })).toMatchObject([{ name: 'lawn.jpg' }]);
    expect((await search('blue', { minSimilarity: 0.9 })).map(({ name }) => name)).toEqual(['lawn.jpg']);
    expect(await search('blue', { minSimilarity: 0.9, boxes: 0, pixels: 0 })).toMatchObject([
      { boxes: [], pixels: [] },
    ]);
  });

  it('are found by a pixel, and by a region of a photo, of the set or another one', async () => {
    const vector = await set.vectorAt({ photo: '/photos/barn.jpg', x: 3, y: 2, as: 'pixel' });
    expect([...vector!].map(Math.round)).toEqual([1, 0, 0]);
    const green = await set.vectorAt({ photo: 'barn.jpg', x: 7, y: 3, as: 'region' });
    expect(
      (await set.search({ vector: green!, model }, { count: 2 })).map(({ similarity }) => similarity),
    ).toEqual([expect.closeTo(1, 2), expect.closeTo(1, 2)]);
    expect(await set.vectorAt({ photo: 'other.jpg', x: 0, y: 0, as: 'pixel' })).toBeUndefined();
    await expect(set.vectorAt({ photo: 'barn.jpg', x: 8, y: 0, as: 'pixel' })).rejects.toMatchObject({
      code: 'SHAPE_MISMATCH',
    });
    const image = await colourSegmenter().encode(drawn('bbr', 'bbr'));
    const region = placeVector(image, { x: 0, y: 1, as: 'region' });
    expect([...region].map(Math.round)).toEqual([0, 0, 1]);
    expect(() => placeVector(image, { x: 0, y: 2, as: 'pixel' })).toThrow(
      expect.objectContaining({ code: 'SHAPE_MISMATCH' }),
    );
  });

  it('know which photos they have, and replace one that has changed', async () => {
    expect(await set.has(sourceOf('barn.jpg'))).toBe(true);
    expect(await set.has({ ...sourceOf('barn.jpg'), changed: 5 })).toBe(false);
    expect(await set.has({ ...sourceOf('barn.jpg'), source: '/other/barn.jpg' })).toBe(false);
    const image = await colourSegmenter().encode(photos['lawn.jpg']);
    await set.add(image, { ...sourceOf('wall.jpg'), changed: 5 });
    expect(await set.photos()).toBe(4);
    expect((await search('blue', { minSimilarity: 0.9 })).map(({ name }) => name).sort()).toEqual([
      'lawn.jpg',
      'wall.jpg',
    ]);
    await addAll(set, ['wall.jpg']);
    expect(await search('blue', { minSimilarity: 0.9 })).toHaveLength(1);
  });

  it('refuse vectors of another model, of another length and without a direction', async () => {
    const vector = Float32Array.of(1, 0, 0);
    const refused = (query: Parameters<EmbeddingSet['search']>[0]) => set.search(query);
    await expect(refused({ vector, model: 'b'.repeat(64) })).rejects.toMatchObject({
      code: 'HASH_MISMATCH',
      context: { expected: model },
    });
    await expect(refused({ vector: Float32Array.of(1, 0), model })).rejects.toMatchObject({
      code: 'SHAPE_MISMATCH',
    });
    await expect(refused({ vector: new Float32Array(3), model })).rejects.toMatchObject({
      code: 'LABELS_INVALID',
    });
    await expect(refused({ vector: Float32Array.of(NaN, 0, 0), model })).rejects.toMatchObject({
      code: 'LABELS_INVALID',
    });
    const stopped = { signal: AbortSignal.abort() };
    await expect(set.search({ vector, model }, stopped)).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('are opened again, and continued with the same settings only', async () => {
    await set.close();
    const opened = await openEmbeddings(place());
    expect(opened.note).toEqual(note);
    expect(await opened.photos()).toBe(4);
    await opened.close();
    const other = { ...note, model: { name: 'other', sha256: 'c'.repeat(64) } };
    const again = (wanted: EmbeddingNote, resume: boolean) =>
      createEmbeddings(place(), wanted, { ...options, resume }).then((each) => each.close());
    await expect(again(note, false)).rejects.toMatchObject({ code: 'USAGE' });
    await expect(again(other, true)).rejects.toMatchObject({ code: 'HASH_MISMATCH' });
    await expect(again({ ...note, settings: { view: 'whole' } }, true)).rejects.toMatchObject({
      code: 'USAGE',
    });
    set = await createEmbeddings(place(), note, { ...options, resume: true });
    expect(await set.has(sourceOf('rose.jpg'))).toBe(true);
    expect(isRegions ? set.note.vectors : 'pixels').toBe(note.vectors);
  });

  it('take names of photos for nothing but names', async () => {
    const names = [
      `it's "quoted"`,
      "'); drop schema langseg_embeddings cascade; --",
      '$1 \\ %s',
      'ÄÖ 日本',
      'a\u0007b',
    ];
    const image = await colourSegmenter().encode(drawn('rg'));
    for (const name of names) await set.add(image, { ...sourceOf(name), file: 'same' });
    await set.finish();
    const found = (await search('red', { count: 20 })).map(({ name }) => name);
    expect(found).toEqual(expect.arrayContaining(names));
    const vector = await set.vectorAt({ photo: names[1], x: 0, y: 0, as: 'pixel' });
    expect([...vector!].map(Math.round)).toEqual([1, 0, 0]);
  });
});

it.each(runsServer ? [() => server!.url] : [])('several processes can begin a set together', async (url) => {
  const admin = await openDatabase(url());
  await admin.query('create database together');
  await admin.close();
  const place = url().replace(/postgres$/, 'together');
  const begun = Array.from({ length: 4 }, () => createEmbeddings(place, noteOf(), { resume: true }));
  for (const set of await Promise.all(begun)) await set.close();
});

it('a place without embeddings, and what does not go together, are refused', async () => {
  await expect(openEmbeddings(join(scratch, 'nowhere'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const wrong: readonly [string, Partial<EmbeddingNote>, CreateEmbeddingsOptions][] = [
    ['wrong', { vectors: 'pixels' }, { format: 'database' }],
    ['wrong', { precision: 'int8' }, { format: 'database' }],
    ['postgres://localhost:1/x', {}, { format: 'npy' }],
    ['wrong', { dim: 0 }, {}],
    ['wrong', { cells: 129 }, {}],
  ];
  for (const [place, changes, options] of wrong)
    await expect(
      (async () =>
        createEmbeddings(
          join(scratch, place).replace(/.*postgres:/, 'postgres:/'),
          noteOf(changes),
          options,
        ))(),
    ).rejects.toMatchObject({ code: 'USAGE' });
});
