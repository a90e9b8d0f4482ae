import { join } from 'node:path';
import { mask, photo, temporaryFolder, write } from '@langseg/dataset-testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { convertedSets, publishedSets } from './__fixtures__/published-sets.js';
import { labelMapFile } from './__fixtures__/label-map-file.js';
import { openDataset } from './open-dataset.js';
import { readLabelMap } from './masks/read-label-map.js';
import { readTiffValues } from './masks/read-tiff-values.js';
import type { DatasetConfig } from './dataset-config.js';

let root: string;
let converted: string;

beforeAll(async () => {
  root = await temporaryFolder();
  converted = await temporaryFolder();
  for (const [type, make] of Object.entries(publishedSets)) await make(join(root, type));
  await convertedSets(converted);
});

/** Names of the classes in both halves of the first photo; `ignored` where the class list says so. */
async function halvesOf(config: object, folder = root): Promise<string[]> {
  const { type } = config as { type: string };
  const set = await openDataset({ path: join(folder, type), ...config } as DatasetConfig);
  const { mask } = await set.read(set.ids[0]);
  return [mask.data[0], mask.data[mask.width - 1]].map((value) =>
    value === set.ignoreValue ? 'ignored' : (set.classes[value] ?? 'ignored'),
  );
}

describe('masks are converted while they are read', () => {
  it.each<[object, string, string]>([
    [{ type: 'split-folders', split: 'val', reduceZeroLabel: true }, 'ignored', 'dog'],
    [{ type: 'cityscapes', split: 'val' }, 'ignored', 'car'],
    [{ type: 'camvid' }, 'ignored', 'Animal'],
    [{ type: 'pascal-context', split: 'val' }, 'background', 'wood'],
    [{ type: 'pascal-context', split: 'val', classes: 459 }, 'ignored', 'thing 459'],
    [{ type: 'ade20k-full', split: 'validation' }, 'wall', 'ignored'],
    [{ type: 'pascal-5i' }, 'ignored', 'car'],
    [{ type: 'coco-20i' }, 'background', 'class 5'],
    [{ type: 'fss-1000' }, 'background', 'abacus'],
  ])('%j', async (config, left, right) => {
    expect(await halvesOf(config)).toEqual([left, right]);
  });

  it.each<[object, string, string]>([
    [{ type: 'pascal-context', split: 'val' }, 'background', 'wood'],
    [{ type: 'pascal-context', split: 'val', classes: 459 }, 'ignored', 'thing 459'],
    [{ type: 'ade20k-full', split: 'validation' }, 'ignored', 'adding machine'],
  ])('%j as converted for detectron2', async (config, left, right) => {
    expect(await halvesOf(config, converted)).toEqual([left, right]);
  });

  it('things of COCO-Stuff, where everything else is background', async () => {
    const path = await temporaryFolder();
    const names = Array.from({ length: 183 }, (_, id) => `${id}: ${id === 0 ? 'unlabeled' : `class ${id}`}`);
    await write(join(path, 'labels.txt'), names.join('\n'));
    await write(join(path, 'images/val2017/a.jpg'), await photo(1));
    await write(
      join(path, 'annotations/val2017/a.png'),
      await mask((x) => [89, 95, 255][x % 3], 24, 18, 256),
    );
    const config = { type: 'coco-stuff', path, split: 'val2017', masks: 'raw', classes: 'things' } as const;
    const set = await openDataset(config);
    expect(set.classes).toHaveLength(81);
    expect([...(await set.read('a')).mask.data.slice(0, 3)]).toEqual([80, 0, 0]);
    expect(set.classes[80]).toBe('class 90');
  });
});

describe('few-shot benchmarks', () => {
  it('list what each fold asks for', async () => {
    const pascal = await openDataset({ type: 'pascal-5i', path: join(root, 'pascal-5i') });
    expect(pascal.episodes).toHaveLength(4);
    expect(pascal.episodes![1]).toEqual([
      { sample: 'a', class: 6 },
      { sample: 'a', class: 7 },
    ]);
    expect(pascal.ids).toEqual(['a']);
    const coco = await openDataset({ type: 'coco-20i', path: join(root, 'coco-20i') });
    expect(coco.episodes!.map(([first]) => first.class)).toEqual([4, 5, 6, 7]);
    const fss = await openDataset({ type: 'fss-1000', path: join(root, 'fss-1000') });
    expect(fss.episodes).toEqual([
      [
        { sample: 'abacus/1', class: 760 },
        { sample: 'zebra/1', class: 761 },
      ],
    ]);
  });

  it('refuse lists that are none', async () => {
    const path = await temporaryFolder();
    await publishedSets['pascal-5i'](path);
    await write(join(path, 'splits/pascal/val/fold2.txt'), 'a 01\n');
    await expect(openDataset({ type: 'pascal-5i', path })).rejects.toThrow(/fold2\.txt must have lines/);
    await publishedSets['coco-20i'](path);
    await write(join(path, 'splits/coco/val/fold3.pkl'), '(lp0\n.');
    await expect(openDataset({ type: 'coco-20i', path })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await write(join(path, 'splits/coco/val/fold3.pkl'), 'cos\nsystem\n(S"true"\ntR.');
    await expect(openDataset({ type: 'coco-20i', path })).rejects.toMatchObject({ code: 'FILE_UNSAFE' });
  });
});

describe('foreign mask files', () => {
  const good = labelMapFile(5, 3, (x, y) => 100 * x + y);

  it('are matrices, column by column', () => {
    const { width, height, data } = readLabelMap(good);
    expect([width, height, data[0], data[4], data[2 * 5 + 1]]).toEqual([5, 3, 0, 400, 102]);
  });

  it('are refused when they are damaged or something else', async () => {
    const code = { code: 'IMAGE_UNREADABLE' };
    for (let length = 0; length < good.length; length += 7)
      expect(() => readLabelMap(good.slice(0, length)), String(length)).toThrow(
        expect.objectContaining(code),
      );
    for (let at = 128; at < good.length; at++) {
      const bytes = Uint8Array.from(good);
      bytes[at] ^= 0xff;
      try {
        readLabelMap(bytes);
      } catch (error) {
        expect(['IMAGE_UNREADABLE', 'IMAGE_TOO_LARGE']).toContain((error as { code: string }).code);
      }
    }
    expect(() => readLabelMap(labelMapFile(5, 3, () => 1, 'Other'))).toThrow('no matrix "LabelMap"');
    await expect(readTiffValues(good)).rejects.toMatchObject(code);
    await expect(readTiffValues(Uint8Array.of(0x49, 0x49, 0x2a, 0, 1, 2))).rejects.toMatchObject(code);
  });

  it('are missed where there are none', async () => {
    const path = await temporaryFolder();
    for (const config of [
      { type: 'pascal-context', split: 'val' },
      { type: 'split-folders', split: 'val' },
    ])
      await expect(openDataset({ path, ...config } as DatasetConfig)).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    await publishedSets.camvid(path);
    await write(join(path, 'label_colors.txt'), '0 0 300 Void');
    await expect(openDataset({ type: 'camvid', path })).rejects.toThrow(/label_colors\.txt must have a line/);
  });
});
