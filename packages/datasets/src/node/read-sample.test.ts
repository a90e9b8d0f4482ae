import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderSet, mask, temporaryFolder, write } from '@langseg/dataset-testing';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { checkDataset } from './check-dataset.js';
import { openDataset } from './open-dataset.js';

const classes = Array.from({ length: 256 }, (_, i) => `c${i}`);
const values = (x: number, y: number) => x + 24 * y;

/** A photo whose red channel counts its pixels as the camera stored them. */
async function photographed(path: string, orientation: number, width: number, height: number): Promise<void> {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) =>
    i % 3 ? 0 : Math.floor(i / 3) % 250,
  );
  const picture = sharp(data, { raw: { width, height, channels: 3 } }).withMetadata({ orientation });
  await writeFile(path, await picture.png().toBuffer());
}

async function turnedSet(orientation: number, width = 24, height = 10): Promise<string> {
  const path = await temporaryFolder();
  await folderSet(path, classes, 0);
  await photographed(join(path, 'images', 'a.png'), orientation, width, height);
  await write(join(path, 'masks', 'a.png'), await mask((x, y) => values(x, y) % 250, width, height, 256));
  return path;
}

describe('photos with an EXIF orientation', () => {
  it.each([5, 6, 7, 8])('%i take a mask of the stored pixels along', async (orientation) => {
    const set = await openDataset({ type: 'folder', path: await turnedSet(orientation) });
    const { image, mask: turned } = await set.read('a');
    expect([turned.width, turned.height]).toEqual([10, 24]);
    expect([...turned.data]).toEqual([...image.data].filter((_, i) => i % 3 === 0));
    expect((await checkDataset(set)).notes).toEqual([expect.stringMatching(/^Turned 1 mask as EXIF says/)]);
  });

  it.each([
    [3, 24, 10],
    [6, 10, 10],
  ])('%i may hide how the mask was drawn, which is said', async (orientation, width, height) => {
    const set = await openDataset({ type: 'folder', path: await turnedSet(orientation, width, height) });
    expect((await checkDataset(set)).notes).toEqual([
      expect.stringMatching(/^1 photo with an EXIF orientation that doesn't change the size/),
    ]);
  });

  it('are suspected where sizes are swapped without one', async () => {
    const path = await turnedSet(1);
    await write(join(path, 'masks', 'a.png'), await mask(() => 0, 10, 24));
    await expect((await openDataset({ type: 'folder', path })).read('a')).rejects.toMatchObject({
      code: 'SHAPE_MISMATCH',
      message: expect.stringMatching(/24×10 and 10×24\. One of them is turned by 90°: most likely the EXIF/),
    });
    await write(join(path, 'masks', 'a.png'), await mask(() => 0, 12, 5));
    await expect((await openDataset({ type: 'folder', path })).read('a')).rejects.toThrow(
      /24×10 and 12×5\. Draw the mask at the size of the photo/,
    );
  });
});

describe('mask values', () => {
  it('are read as the classes that the data set says', async () => {
    const path = await temporaryFolder();
    await folderSet(path, ['grass', 'cow'], 1);
    await write(
      join(path, 'masks', '0.png'),
      await mask((x) => (x < 8 ? 0 : x < 16 ? 128 : 255), 24, 18, 256),
    );
    const open = (given?: Record<string, string | null>) =>
      openDataset({ type: 'folder', path, values: given });
    await expect((await open()).read('0')).rejects.toThrow(
      /value 128 \(144 of 432 pixels\).* All its values: 0, 128, 255\. .*"values": \{ "128": "grass" \}/,
    );
    const set = await open({ 255: 'cow', 128: null });
    expect([...(await set.read('0')).mask.data.slice(7, 17)]).toEqual([0, ...Array(8).fill(255), 1]);
    await expect(open({ 255: 'cwo' })).rejects.toThrow(/takes 255 for "cwo", .* Did you mean "cow"/);
    await expect(open({ x: 'cow' })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it('beyond 8 bit are kept', async () => {
    const path = await temporaryFolder();
    const many = Array.from({ length: 400 }, (_, i) => `c${i}`);
    await folderSet(path, { classes: many, ignore: 65_535 }, 1);
    await write(join(path, 'masks', '0.png'), await mask((x) => (x === 0 ? 7 : 3)));
    const set = await openDataset({ type: 'folder', path, values: { 7: 'c300', 3: null } });
    expect([...(await set.read('0')).mask.data.slice(0, 2)]).toEqual([300, 65_535]);
  });
});
