import { lstat, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Segmentation } from '@langseg/core';
import { photo, temporaryFolder, write } from '@langseg/dataset-testing';
import { describe, expect, it } from 'vitest';
import { openDataset } from '../open-dataset.js';
import { openDatasetBuilder, type NewPhoto } from './dataset-builder.js';
import type { DatasetSettings } from './dataset-settings.js';
import { mergeDatasets } from './merge-datasets.js';

const labels = ['a:b', 'a b', 'other'];

/** Left half the first label, right half the second; with runs, the first one everywhere. */
function result(runs = false, names = labels): Segmentation {
  const labelMap = Uint8Array.from({ length: 24 * 18 }, (_, at) => (at % 24 < 12 ? 0 : 1));
  const labelRuns = runs
    ? [Uint32Array.of(0, 24 * 18), Uint32Array.of(12, 24), new Uint32Array(0)]
    : undefined;
  return new Segmentation({
    ...{ width: 24, height: 18, labels: names, labelMap, labelRuns, alignCorners: true },
    logitsOf: () => Promise.reject(new Error('There are none.')),
  });
}

/** Makes a data set of such photos. */
async function make(
  folder: string,
  photos: readonly (NewPhoto & { readonly runs?: boolean })[],
  settings: Partial<DatasetSettings> = {},
): Promise<void> {
  const builder = await openDatasetBuilder(folder, { labels, format: 'coco', ...settings });
  try {
    for (const { runs, ...each } of photos) await builder.add(result(runs), each);
    await builder.finish();
  } finally {
    await builder.close();
  }
}

async function photos(...names: string[]): Promise<string[]> {
  const folder = await temporaryFolder();
  for (const [number, name] of names.entries()) await write(join(folder, name), await photo(number));
  return names.map((name) => join(folder, name));
}

describe('a data set', () => {
  it('tells labels apart that the label map of VOC writes alike, and keeps their names', async () => {
    const [path] = await photos('x.png');
    const folder = join(await temporaryFolder(), 'set');
    await make(folder, [{ path }], { format: 'voc', instances: 'components' });
    const lines = (await readFile(join(folder, 'labelmap.txt'), 'utf8')).split('\n');
    expect(lines.slice(2, 4).map((line) => line.split(':')[0])).toEqual(['a b', 'a b 2']);
    const set = await openDataset({ type: 'voc', path: folder, split: 'train' });
    expect(set.classes).toEqual([null, 'a:b', 'a b']);
    expect((await lstat(join(folder, 'SegmentationObject/x.png'))).isFile()).toBe(true);
  });

  it('has areas that share pixels, in formats that can say so', async () => {
    const [path] = await photos('x.png');
    const folder = join(await temporaryFolder(), 'set');
    await make(folder, [{ path, runs: true }], { sharesPixels: true });
    const { annotations } = JSON.parse(
      await readFile(join(folder, 'annotations/instances_train.json'), 'utf8'),
    ) as { annotations: { area: number }[] };
    expect(annotations.map(({ area }) => area)).toEqual([24 * 18, 12]);
    for (const format of ['voc', 'coco-panoptic']) {
      const other = join(await temporaryFolder(), format);
      await expect(make(other, [], { sharesPixels: true, format })).rejects.toThrow(
        /gives every pixel one class/,
      );
      await expect(make(other, [{ path, runs: true }], { format })).rejects.toMatchObject({ code: 'USAGE' });
      await expect(mergeDatasets([folder], `${other}-2`, { format })).rejects.toMatchObject({
        code: 'USAGE',
      });
    }
  });

  it('takes no photo that leads out of it, none that is not there, and no result with other labels', async () => {
    const [path] = await photos('x.png');
    const folder = join(await temporaryFolder(), 'set');
    for (const file of ['../x.png', '/x.png', 'a//x.png', 'a/../x.png', 'C:x.png', 'a\\x.png'])
      await expect(make(folder, [{ path, file }], { resume: true }), file).rejects.toMatchObject({
        code: 'CONFIG_INVALID',
      });
    await expect(make(folder, [{ path: `${path}.gone` }], { resume: true })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const builder = await openDatasetBuilder(folder, { labels, format: 'coco', resume: true });
    await expect(builder.add(result(false, ['x', 'y', 'z']), { path })).rejects.toMatchObject({
      code: 'LABELS_INVALID',
    });
    await expect(builder.finish()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await builder.close();
  });

  it('may hold links instead of copies, and the same photo again when it has changed', async () => {
    const [path] = await photos('x.png');
    const folder = join(await temporaryFolder(), 'set');
    await make(folder, [{ path }], { images: 'link' });
    const target = join(folder, 'images/x.png');
    expect((await lstat(target)).isSymbolicLink()).toBe(true);
    await write(path, await photo(7));
    const builder = await openDatasetBuilder(folder, { labels, format: 'coco', resume: true });
    expect(await builder.has(path)).toBe(false);
    await builder.add(result(), { path });
    expect([await builder.has(path), builder.photos]).toEqual([true, 1]);
    await builder.close();
    expect((await lstat(target)).isSymbolicLink()).toBe(false);
  });
});

describe('data sets that are merged', () => {
  it('keep different photos of one name apart', async () => {
    const paths = [await photos('dog.png'), await photos('dog.png')].flat();
    const root = await temporaryFolder();
    for (const [index, path] of paths.entries()) await make(join(root, String(index)), [{ path }]);
    const folders = [join(root, '0'), join(root, '1')];
    await mergeDatasets(folders, join(root, 'both'), { format: 'yolo-seg', images: 'link' });
    const set = await openDataset({ type: 'yolo-seg', path: join(root, 'both') });
    expect([...set.ids].sort()).toEqual(['dog', 'dog-2']);
    await make(join(root, 'other'), [{ path: paths[0] }], { minArea: 2 });
    const merging = mergeDatasets([folders[0], join(root, 'other')], join(root, 'x'));
    await expect(merging).rejects.toThrow(/different settings:\n {2}minArea: 1 is now 2/);
    await expect(mergeDatasets([folders[0], `${folders[0]}/.`], join(root, 'x'))).rejects.toThrow(
      /named twice/,
    );
  });

  it('need a format with room for their classes', async () => {
    const many = Array.from({ length: 255 }, (_, index) => `class ${index}`);
    const folder = join(await temporaryFolder(), 'set');
    const builder = await openDatasetBuilder(folder, { labels: many, format: 'coco' });
    await builder.close();
    const voc = openDatasetBuilder(`${folder}-2`, { labels: many, format: 'voc' });
    await expect(voc).rejects.toThrow(/room for 254 classes, got 255/);
    await expect(mergeDatasets([folder], `${folder}-3`, { format: 'voc' })).rejects.toThrow(
      /room for 254 classes, got 255/,
    );
  });

  it.each([
    ['what is no record', '{"file":"a"}\n'],
    ['a file outside', (line: string) => line.replace('"file":"dog.png"', '"file":"../../dog.png"')],
  ])('are refused with %s', async (_, change) => {
    const [path] = await photos('dog.png');
    const root = await temporaryFolder();
    await make(join(root, 'set'), [{ path }]);
    const journal = join(root, 'set/.langseg-dataset/photos.jsonl');
    const content = await readFile(journal, 'utf8');
    await writeFile(journal, typeof change === 'string' ? change : change(content));
    await expect(mergeDatasets([join(root, 'set')], join(root, 'x'))).rejects.toMatchObject({
      code: 'FILE_CORRUPT',
    });
  });
});
