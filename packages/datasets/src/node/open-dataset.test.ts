import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ade20kLabels, createRegistry, pascalVocLabels } from '@langseg/core';
import { folderSet, mask, photo, temporaryFolder, write } from '@langseg/dataset-testing';
import { describe, expect, it } from 'vitest';
import { paired } from './__fixtures__/paired-layout.js';
import { openDataset } from './open-dataset.js';

const code = (value: string, message?: RegExp): Error =>
  expect.objectContaining({
    code: value,
    ...(message && { message: expect.stringMatching(message) }),
  }) as Error;

describe('folder', () => {
  it('pairs photos and masks by name and reads their pixels', async () => {
    const path = await temporaryFolder();
    await folderSet(path, ['sky', 'cat', 'dog'], 3);
    await write(join(path, 'images', 'notes.txt'), 'no photo');
    const set = await openDataset({ type: 'folder', path, name: 'pets' });
    expect(set).toMatchObject({
      name: 'pets',
      classes: ['sky', 'cat', 'dog'],
      ignoreValue: 255,
      ids: ['0', '1', '2'],
    });
    const { image, mask: read } = await set.read('1');
    expect([image.width, image.height, read.width, read.height]).toEqual([24, 18, 24, 18]);
    expect([read.data[0], read.data[23], read.data.at(-24)]).toEqual([0, 2, 255]);
    await expect(set.read('9')).rejects.toThrow(code('NOT_FOUND', /pets has no sample "9"/));
  });

  it('reads lists in their order, each id once', async () => {
    const path = await temporaryFolder();
    await folderSet(path, { ignore: 254, classes: ['sky', null, 'dog'] }, 3);
    await write(join(path, 'train.txt'), '\uFEFF2\r\n 0 \r\n\r\n2\r\n');
    const set = await openDataset({ type: 'folder', path, split: 'train' });
    expect(set).toMatchObject({ ids: ['2', '0'], classes: ['sky', null, 'dog'], ignoreValue: 254 });
    expect(set.name).toMatch(/^langseg-data-/);
  });

  it('reads lists and classes in UTF-16', async () => {
    const path = await temporaryFolder();
    await folderSet(path, [], 2);
    const little = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
    await write(join(path, 'classes.json'), little('["ciel", "forêt", "pré"]'));
    await write(join(path, 'train.txt'), little('1\r\n0\r\n').swap16());
    const set = await openDataset({ type: 'folder', path, split: 'train' });
    expect(set).toMatchObject({ ids: ['1', '0'], classes: ['ciel', 'forêt', 'pré'] });
  });

  it('reports samples without photo or mask, or leaves them out', async () => {
    const path = await temporaryFolder();
    await folderSet(path, ['a', 'b', 'c'], 3);
    await rm(join(path, 'masks', '1.png'));
    await rm(join(path, 'images', '2.png'));
    await expect(openDataset({ type: 'folder', path })).rejects.toThrow(
      code('NOT_FOUND', /2 of 3 samples [^]*masks\/1\.png is missing\n[^]*images\/2 [^]*onError: "skip"/),
    );
    const set = await openDataset({ type: 'folder', path, onError: 'skip' });
    expect(set.ids).toEqual(['0']);
    expect(set.incomplete.map(({ id }) => id)).toEqual(['1', '2']);
    await write(join(path, 'list.txt'), '0\n../0\nnone');
    await expect(openDataset({ type: 'folder', path, split: 'list' })).rejects.toThrow(/2 of 3/);
  });

  it('says what a folder lacks', async () => {
    const path = await temporaryFolder();
    const open = (options = {}) => openDataset({ type: 'folder', path, ...options });
    await expect(open()).rejects.toThrow(code('NOT_FOUND', /classes\.json/));
    await write(join(path, 'classes.json'), '["a"]');
    await expect(open()).rejects.toThrow(code('NOT_FOUND', /images/));
    await expect(open({ split: 'val' })).rejects.toThrow(code('NOT_FOUND', /val\.txt/));
    await folderSet(path, ['a'], 0);
    await expect(open({ onError: 'skip' })).rejects.toThrow(code('NOT_FOUND', /is empty/));
    await write(join(path, 'val.txt'), '\n');
    await expect(open({ split: 'val' })).rejects.toThrow(code('NOT_FOUND', /its list names no photo/));
  });

  it.each(['[]', 'a, b', '{"classes": "a"}', '["a", 1]', '["a", ""]', '{"classes": ["a"], "ignored": 3}'])(
    'refuses the classes %s',
    async (text) => {
      const path = await temporaryFolder();
      await write(join(path, 'classes.json'), text);
      await expect(openDataset({ type: 'folder', path })).rejects.toThrow(
        code('CONFIG_INVALID', /classes\.json/),
      );
    },
  );

  it.each([{ type: 'zip', path: 'x' }, { type: 'folder' }, { type: 'folder', path: 'x', split: '../train' }])(
    'refuses %j',
    async (config) => {
      await expect(openDataset(config as never)).rejects.toThrow(code('CONFIG_INVALID'));
    },
  );
});

describe('ade20k', () => {
  it('has 150 classes from mask value 1', async () => {
    const path = await temporaryFolder();
    await write(join(path, 'images/validation/ADE_val_00000001.jpg'), await photo(1));
    await write(
      join(path, 'annotations/validation/ADE_val_00000001.png'),
      await mask((x) => (x < 2 ? 0 : 150)),
    );
    const set = await openDataset({ type: 'ade20k', path, split: 'validation' });
    expect(set).toMatchObject({
      name: 'ade20k',
      ids: ['ADE_val_00000001'],
      classes: [null, ...ade20kLabels],
    });
    expect([...(await set.read('ADE_val_00000001')).mask.data.slice(1, 3)]).toEqual([0, 150]);
  });
});

describe('voc', () => {
  it('reads a list and palette masks with outlines', async () => {
    const path = await temporaryFolder();
    await write(join(path, 'ImageSets/Segmentation/train.txt'), '2007_000032 1\n');
    await write(join(path, 'JPEGImages/2007_000032.jpg'), await photo(1));
    await write(join(path, 'SegmentationClassAug/2007_000032.png'), await mask((x) => (x < 2 ? 255 : 20)));
    const set = await openDataset({ type: 'voc', path, split: 'train', masks: 'SegmentationClassAug' });
    expect(set).toMatchObject({
      name: 'voc',
      ids: ['2007_000032'],
      classes: pascalVocLabels,
      ignoreValue: 255,
    });
    expect([...(await set.read('2007_000032')).mask.data.slice(1, 3)]).toEqual([255, 20]);
  });
});

describe('coco-stuff', () => {
  const things = (largest: number) =>
    Array.from({ length: largest + 1 }, (_, id) => `${id}: ${id === 0 ? 'unlabeled' : `thing ${id}`}`).join(
      '\n',
    );

  async function cocoFolder(labels: string): Promise<string> {
    const path = await temporaryFolder();
    await write(join(path, 'labels.txt'), labels);
    await write(join(path, 'images/val2017/000000000139.jpg'), await photo(1));
    await write(join(path, 'annotations/val2017/000000000139.png'), await mask(() => 181));
    await write(join(path, 'annotations/val2017/000000000139_labelTrainIds.png'), await mask(() => 170));
    return path;
  }

  it('knows what the published ids mean in both kinds of masks', async () => {
    const path = await cocoFolder(things(182));
    const trainIds = await openDataset({ type: 'coco-stuff', path, split: 'val2017' });
    expect(trainIds.classes).toHaveLength(171);
    expect([trainIds.classes[0], trainIds.classes[11], trainIds.classes[170]]).toEqual([
      'thing 1',
      'thing 13',
      'thing 182',
    ]);
    expect((await trainIds.read('000000000139')).mask.data[0]).toBe(170);

    // Without a mask of its own, "<id>_labelTrainIds" would be taken for a sample.
    await rm(join(path, 'annotations/val2017/000000000139_labelTrainIds.png'));
    const raw = await openDataset({ type: 'coco-stuff', path, split: 'val2017', masks: 'raw' });
    expect([raw.classes.length, raw.classes[0], raw.classes[181]]).toEqual([182, 'thing 1', 'thing 182']);
    expect((await raw.read('000000000139')).mask.data[0]).toBe(181);
  });

  it('takes a plain list of names', async () => {
    const path = await cocoFolder('person\nbicycle\n');
    expect((await openDataset({ type: 'coco-stuff', path, split: 'val2017' })).classes).toEqual([
      'person',
      'bicycle',
    ]);
  });

  it.each(['', '1: person\nbicycle', '300: person'])('refuses the names %j', async (labels) => {
    const path = await cocoFolder(labels);
    await expect(openDataset({ type: 'coco-stuff', path, split: 'val2017' })).rejects.toThrow(
      code('CONFIG_INVALID', /labels\.txt/),
    );
  });
});

describe('a layout of a plugin', () => {
  const registry = createRegistry([paired]);
  const config = { type: 'paired', classes: ['sky', 'cat', 'dog'] };

  it('names its files itself', async () => {
    const path = await temporaryFolder();
    for (const name of ['b', 'a']) {
      await write(join(path, `${name}.photo.png`), await photo(1));
      await write(join(path, `${name}.mask.png`), await mask((x) => (x > 3 ? 1 : 255)));
    }
    const set = await openDataset({ ...config, path, name: 'mine', values: { 1: 'dog' } }, registry);
    expect(set).toMatchObject({ name: 'mine', ids: ['a', 'b'], incomplete: [], onError: 'fail' });
    const { mask: read } = await set.read('b');
    expect([read.data[0], read.data[10]]).toEqual([255, 2]);
  });

  it('may leave errors of the file system to its caller', async () => {
    const path = join(await temporaryFolder(), 'nowhere');
    await expect(openDataset({ ...config, path }, registry)).rejects.toThrow(
      code('NOT_FOUND', /open the data set.*nowhere/),
    );
  });

  it('needs files, and its options', async () => {
    const path = await temporaryFolder();
    await expect(openDataset({ ...config, path }, registry)).rejects.toThrow(code('NOT_FOUND', /empty/));
    await expect(openDataset({ type: 'paired', path }, registry)).rejects.toThrow(code('CONFIG_INVALID'));
    await expect(openDataset({ ...config, path, splt: 'x' }, registry)).rejects.toThrow(/splt/);
    await expect(openDataset({ ...config, path, onError: 'x' }, registry)).rejects.toThrow(/onError/);
    await expect(openDataset(config, registry)).rejects.toThrow(/path/);
  });
});
