import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { folderSet, mask, photo, temporaryFolder, write } from '@langseg/dataset-testing';
import { describe, expect, it } from 'vitest';
import { checkDataset } from './check-dataset.js';
import { openDataset } from './open-dataset.js';

describe('checkDataset', () => {
  it('counts what is wrong, with examples, and the pixels of every class', async () => {
    const path = await temporaryFolder();
    await folderSet(path, ['sky', 'cat', 'dog', 'horse', null], 10);
    await rm(join(path, 'masks', '1.png'));
    await write(join(path, 'images', '2.png'), 'no image');
    await write(join(path, 'images', '3.png'), '');
    await write(join(path, 'masks', '4.png'), (await mask(() => 0)).slice(0, -30));
    await write(join(path, 'masks', '5.png'), await photo(5));
    await write(join(path, 'masks', '6.png'), await mask(() => 0, 23, 18));
    await write(join(path, 'masks', '7.png'), await mask((x) => (x === 0 ? 7 : 0)));
    await write(join(path, 'masks', '8.png'), await mask((x) => (x === 0 ? 4 : 3)));
    await rm(join(path, 'images', '9.png'));
    const progress: number[] = [];
    const report = await checkDataset(
      await openDataset({ type: 'folder', path, name: 'set', onError: 'skip' }),
      {
        examples: 2,
        onProgress: (done) => progress.push(done),
      },
    );
    expect(report).toMatchObject({ name: 'set', samples: 10, good: 2 });
    expect(
      report.problems.map(({ code, count, examples }) => [code, count, examples.map(({ id }) => id)]),
    ).toEqual([
      ['NOT_FOUND', 2, ['1', '9']],
      ['IMAGE_UNREADABLE', 4, ['2', '3']],
      ['SHAPE_MISMATCH', 1, ['6']],
      ['LABELS_INVALID', 1, ['7']],
    ]);
    expect(report.problems[1].examples[0].message).toContain(join(path, 'images', '2.png'));
    const [first, last] = [18 * 11, 18 * 24];
    expect(report.classes).toEqual([
      { name: 'sky', pixels: 13 * 16 },
      { name: 'cat', pixels: first },
      { name: 'dog', pixels: 0 },
      { name: 'horse', pixels: 18 * 23 },
      { name: null, pixels: 18 },
    ]);
    expect(report).toMatchObject({ ignoredPixels: 13 * 2 + 18, ignoreValue: 255, ignoreValuePixels: 13 * 2 });
    expect(first + 13 * 18).toBe(last);
    expect(progress).toEqual([4, 8]);
  });

  it('names photos that are read with a warning, once each, and counts them', async () => {
    const path = await temporaryFolder();
    await folderSet(path, ['a', 'b', 'c'], 23);
    const twelveBits = await mask((x, y) => 170 * x + y, 24, 18, 300);
    const noted = async (numbers: readonly number[]) => {
      for (const number of numbers) await write(join(path, 'images', `${number}.png`), twelveBits);
      return (await checkDataset(await openDataset({ type: 'folder', path }))).notes.join('\n');
    };
    expect(await noted([])).toBe('');
    const one = await noted([3]);
    expect(one).toMatch(
      /^1 photo is read with a warning:\n {2}.*3\.png holds values from 0 to 3927 in .*\.$/,
    );
    const all = await noted(Array.from({ length: 22 }, (_, i) => i));
    expect(all).toMatch(/^22 photos are read with a warning:\n[^]*\n {2}and 2 more$/);
    expect(all.match(/3927/g)).toHaveLength(20);
  });

  it('names the file of a damaged mask', async () => {
    const path = await temporaryFolder();
    await folderSet(path, ['a', 'b', 'c'], 1);
    await write(join(path, 'masks', '0.png'), 'GIF89a');
    await expect((await openDataset({ type: 'folder', path })).read('0')).rejects.toMatchObject({
      code: 'IMAGE_UNREADABLE',
      context: { path: join(path, 'masks', '0.png') },
    });
  });

  it('stops when it is told to', async () => {
    const path = await temporaryFolder();
    await folderSet(path, ['a', 'b', 'c'], 1);
    const set = await openDataset({ type: 'folder', path });
    await expect(checkDataset(set, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });
});
