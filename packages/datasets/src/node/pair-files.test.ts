import { rm, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { folderSet, mask, photo, temporaryFolder, write } from '@langseg/dataset-testing';
import { describe, expect, it } from 'vitest';
import { openDataset } from './open-dataset.js';

/** A data set with photos and masks of these names; a file that is both is written to both folders. */
async function named(images: readonly string[], masks: readonly string[]): Promise<string> {
  const path = await temporaryFolder();
  await folderSet(path, ['a', 'b', 'c'], 0);
  for (const name of images) await write(join(path, 'images', name), await photo(1));
  for (const name of masks) await write(join(path, 'masks', name), await mask(() => 1));
  return path;
}

const open = (path: string, options = {}) => openDataset({ type: 'folder', path, ...options });

describe('names', () => {
  it.each([
    ['x.JPG', 'x.PNG'],
    ['x.jpeg', 'x.Png'],
    ['x.y.Jpg', 'x.y.png'],
    ['caf\u00e9.jpg', 'cafe\u0301.png'],
    ['cafe\u0301/\u00e9.png', 'caf\u00e9/e\u0301.PNG'],
    ['city/x.jpg', 'city/x.png'],
    ['a/b/c.jpg', 'a/b/c.png'],
  ])('%s and %s belong together', async (image, drawn) => {
    const set = await open(await named([image], [drawn]));
    expect(set).toMatchObject({ incomplete: [], notes: [] });
    expect((await set.read(set.ids[0])).mask.data[0]).toBe(1);
  });

  it.each([
    [['0.jpg', '0.png'], ['0.png'], /images\/0\.jpg and .*images\/0\.png have the same name/],
    [['0.jpg', '0.JPG'], ['0.png'], /have the same name/],
    [['0.jpg'], ['0.png', '0.PNG'], /masks\/0\.PNG and .*masks\/0\.png have the same name/],
    [['\u00e9.jpg', 'e\u0301.jpg'], ['\u00e9.png'], /have the same name/],
  ])('of photos %j and masks %j are unclear', async (images, masks, message) => {
    const path = await named([...images, 'good.jpg'], [...masks, 'good.png']);
    await expect(open(path)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(message),
    });
    const set = await open(path, { onError: 'skip' });
    expect([set.ids, set.incomplete.length]).toEqual([['good'], 1]);
  });

  it('of masks that are no PNG are shown', async () => {
    await expect(open(await named(['0.jpg'], ['0.jpg']))).rejects.toThrow(
      /masks\/0\.png is missing; 0\.jpg is there, but masks must end in \.png/,
    );
  });
});

describe('what belongs to nothing', () => {
  it('is counted and named', async () => {
    const path = await named(
      [
        '0.jpg',
        'thumbs/0.jpg',
        'thumbs/1.jpg',
        'raw.heic',
        'readme.txt',
        'Thumbs.db',
        '.DS_Store',
        '._0.jpg',
      ],
      ['0.png', 'colored/0.png', '__MACOSX/0.png'],
    );
    const { ids, notes } = await open(path);
    expect(ids).toEqual(['0']);
    expect(notes).toEqual([
      expect.stringMatching(
        /^2 files in .*images\/thumbs skipped: there is no matching folder .*masks\/thumbs\./,
      ),
      expect.stringMatching(/^1 file in .*masks\/colored skipped/),
      expect.stringMatching(/^2 files in .*images \(\.heic, \.txt\) skipped: expected photos/),
    ]);
  });

  it('is said where nothing else is there', async () => {
    const path = await named(['city/0.jpg'], ['0.png']);
    await expect(open(path)).rejects.toThrow(/images\/0 .* is missing\n[^]*1 file in .*images\/city skipped/);
    await rm(join(path, 'masks', '0.png'));
    await expect(open(path)).rejects.toThrow(/is empty: .*1 file in .*images\/city skipped/);
  });
});

describe('lists', () => {
  it.each([
    'x',
    'x.jpg',
    'X.JPG',
    'x.png',
    './x',
    'images/x.jpg',
    'images\\x.jpg',
    'x 1 0',
    'images/x.jpg masks/x.png',
  ])('may say %j', async (line) => {
    const path = await named(['x.jpg'], ['x.png']);
    await write(join(path, 'val.txt'), `${line}\n`);
    if (line === 'X.JPG') await rename(join(path, 'images', 'x.jpg'), join(path, 'images', 'X.JPG'));
    if (line === 'X.JPG') await rename(join(path, 'masks', 'x.png'), join(path, 'masks', 'X.PNG'));
    expect((await open(path, { split: 'val' })).ids).toEqual([line === 'X.JPG' ? 'X' : 'x']);
  });

  it('choose between photos of one name, and may name folders and names with blanks', async () => {
    const path = await named(['0.jpg', '0.png', 'city/a b.jpg'], ['0.png', 'city/a b.png']);
    await write(join(path, 'val.txt'), '0.png\ncity/a b\ncity/a b.jpg\n');
    const { files } = await open(path, { split: 'val' });
    expect(files.map(({ id, image }) => [id, image])).toEqual([
      ['0', join(path, 'images', '0.png')],
      ['city/a b', join(path, 'images', 'city/a b.jpg')],
    ]);
  });

  it('are read in linear time', async () => {
    const path = await named(['x.jpg'], ['x.png']);
    const times: number[] = [];
    for (const size of [100_000, 1_000_000]) {
      await write(join(path, 'val.txt'), `x\n${' \t'.repeat(size / 4)}/${'.png'.repeat(size / 8)}`);
      const start = performance.now();
      await open(path, { split: 'val', onError: 'skip' });
      times.push(performance.now() - start);
    }
    expect(times[1]).toBeLessThan(Math.max(300, 40 * times[0]));
  });
});
