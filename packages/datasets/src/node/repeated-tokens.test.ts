import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderSet, temporaryFolder, write } from '@langseg/dataset-testing';
import { expectLinearTime } from '@langseg/dataset-testing/linear-time';
import { beforeAll, expect, it } from 'vitest';
import { readClassFile } from './layouts/read-class-file.js';
import { readLabelMap } from './masks/read-label-map.js';
import { openDataset } from './open-dataset.js';
import type { DatasetConfig } from './dataset-config.js';

let path: string;
beforeAll(async () => {
  path = await temporaryFolder();
  await folderSet(path, ['a', 'b'], 1);
  for (const folder of ['images/val', 'annotations/val', 'JPEGImages', 'SegmentationClass', 'trainval'])
    await write(join(path, folder, 'x.txt'), '');
});

it.each<[string, (text: string) => string]>([
  ['alone', (text) => text],
  ['as a name', (text) => JSON.stringify([text])],
  ['in a list', (text) => `[${text}1]`],
  ['as a key', (text) => JSON.stringify({ [text]: text, classes: [text] })],
])('class lists of one token %s', async (_, content) => {
  const file = join(path, 'some.json');
  await expectLinearTime((text) => {
    writeFileSync(file, content(text));
    return readClassFile(file);
  });
});

it.each<[string, object]>([
  ['val.txt', { type: 'folder', split: 'val' }],
  ['labels.txt', { type: 'coco-stuff', split: 'val' }],
  ['ImageSets/Segmentation/val.txt', { type: 'voc', split: 'val' }],
  ['splits/pascal/val/fold0.txt', { type: 'pascal-5i' }],
  ['splits/coco/val/fold0.pkl', { type: 'coco-20i' }],
  ['labels.txt', { type: 'pascal-context', split: 'val', classes: 459 }],
])('%s of one token, for %j', async (name, config) => {
  await write(join(path, 'ImageSets/SegmentationContext/val.txt'), '');
  const file = join(path, name);
  await write(file, '');
  await expectLinearTime((text) => {
    writeFileSync(file, text);
    return openDataset({ path, ...config } as DatasetConfig);
  });
});

it('labels.txt with more numbers than a call has arguments', async () => {
  await write(join(path, 'labels.txt'), Array.from({ length: 300_000 }, (_, id) => `${id}: a`).join('\n'));
  await expect(openDataset({ type: 'coco-stuff', path, split: 'val' })).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
  });
});

it('MATLAB files of one element', async () => {
  const head = Buffer.alloc(128);
  head.write('IM', 126);
  // Empty elements; small ones; matrices with and without parts; compressed ones that are none, and nested beginnings.
  const tokens = [
    '\x02\0\0\0\0\0\0\0',
    '\x02\0\x04\0abcd',
    '\x0e\0\0\0\0\0\0\0',
    '\x0e\0\0\0\x20\0\0\0\x06\0\0\0\0\0\0\0\x05\0\0\0\0\0\0\0\x01\0\x04\0abcd\x02\0\0\0\0\0\0\0',
    '\x0f\0\0\0\0\0\0\0',
    '\x0f\0\0\0\x00\x00\x10\0',
    '\xff',
  ];
  await expectLinearTime((text) => readLabelMap(Buffer.concat([head, Buffer.from(text, 'latin1')])), tokens);
});
