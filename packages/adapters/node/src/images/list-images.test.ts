import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listImages } from './list-images.js';
import { readStdin } from './read-stdin.js';

let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'langseg-list-'));
  for (const name of ['10.jpg', '2.JPG', '1.png', 'notes.txt', '.hidden.png', 'mask.json'])
    await writeFile(join(directory, name), 'x');
  await mkdir(join(directory, 'folder.png'));
  await writeFile(join(directory, 'folder.png', 'inside.png'), 'x');
  await mkdir(join(directory, 'empty'));
  await symlink(join(directory, '1.png'), join(directory, '3-link.png'));
  await symlink(join(directory, 'empty'), join(directory, '4-link.png'));
});

afterAll(() => rm(directory, { recursive: true }));

async function names(inputs: string | readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const { name } of listImages(inputs)) found.push(name);
  return found;
}

describe('listImages', () => {
  it('expands a folder in natural order, without folders, hidden files and other endings', async () => {
    const expected = ['1.png', '2.JPG', '3-link.png', '10.jpg'].map((name) => join(directory, name));
    expect(await names(directory)).toEqual(expected);
  });

  it('finds images by content, searches deeper when asked to, and tells of other pictures', async () => {
    const folder = join(directory, 'deep');
    await mkdir(join(folder, 'a', 'b'), { recursive: true });
    await writeFile(join(folder, 'a', 'b', 'photo'), Uint8Array.of(0xff, 0xd8, 0xff, 0xe0));
    for (const name of ['x.jfif', 'y.heic', 'z.CR2', 'short', 'text.dat'])
      await writeFile(join(folder, name), 'x');
    const passedOver: string[] = [];
    const found: string[] = [];
    const onPassedOver = (name: string): number => passedOver.push(name);
    for await (const { name } of listImages(folder, { recursive: true, onPassedOver })) found.push(name);
    expect(found).toEqual(['x.jfif', 'a/b/photo'].map((name) => join(folder, name)));
    expect(passedOver).toEqual(['y.heic', 'z.CR2'].map((name) => join(folder, name)));
  });

  it('passes on what is no folder, in the order given', async () => {
    const inputs = ['https://example.org/a.jpg', join(directory, 'notes.txt'), 'missing.jpg'];
    expect(await names(inputs)).toEqual(inputs);
  });

  it('says when a folder holds no images', async () => {
    await expect(names(join(directory, 'empty'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('stops when cancelled', async () => {
    const controller = new AbortController();
    const images = listImages(directory, { signal: controller.signal });
    await images.next();
    controller.abort();
    await expect(images.next()).rejects.toMatchObject({ code: 'ABORTED' });
  });
});

describe('readStdin', () => {
  async function* stream(...chunks: number[][]): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield Uint8Array.from(chunk);
  }

  it('joins what comes', async () => {
    expect([...(await readStdin({ stream: stream([1, 2], [3]) }))]).toEqual([1, 2, 3]);
  });

  it('refuses nothing and too much', async () => {
    await expect(readStdin({ stream: stream() })).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE' });
    await expect(readStdin({ stream: stream([1, 2], [3]), maxBytes: 2 })).rejects.toMatchObject({
      code: 'IMAGE_TOO_LARGE',
    });
  });

  it('stops waiting when cancelled', async () => {
    const silent = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }) };
    const controller = new AbortController();
    const reading = readStdin({ stream: silent, signal: controller.signal });
    controller.abort();
    await expect(reading).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
