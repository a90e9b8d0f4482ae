import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { scratchFolder } from '@langseg/dataset-testing/scratch';
import type { DatasetConfig } from '../dataset-config.js';
import { readClassFile } from '../layouts/read-class-file.js';
import { readLabelMap } from '../masks/read-label-map.js';
import { openDataset } from '../open-dataset.js';
import { labelMapFile } from './label-map-file.js';

const text = (value: string) => new TextEncoder().encode(value);

/** The reader of a file by its path. */
function readsFile(name: string, read: (path: string) => unknown): (bytes: Uint8Array) => unknown {
  const path = join(scratchFolder(), name);
  return (bytes) => {
    writeFileSync(path, bytes);
    return read(path);
  };
}

/** Opens a data set with one of its lists replaced; pictures are read later, so there are none. */
function opensList(name: string, config: object, others: Readonly<Record<string, string>> = {}) {
  const path = scratchFolder();
  for (const [file, content] of Object.entries({ ...others, [name]: '' })) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), content);
  }
  return (bytes: Uint8Array) => {
    writeFileSync(join(path, name), bytes);
    return openDataset({ path, ...config } as DatasetConfig);
  };
}

const things = Array.from({ length: 459 }, (_, i) => `${i + 1}: thing ${i + 1}`);
const ofContext = {
  'ImageSets/SegmentationContext/val.txt': 'a\n',
  'JPEGImages/a.jpg': '',
  'trainval/a.mat': '',
};
const ofVoc = { 'JPEGImages/a.jpg': '', 'SegmentationClass/a.png': '' };
const ofFolds = Object.fromEntries(
  [0, 1, 2, 3].map((fold) => [`splits/coco/val/fold${fold}.pkl`, '(dp0\nI1\n(lVa\nas.']),
);

/** Readers of lists and of masks that are no pictures. */
export const foreignReaders = [
  {
    name: 'class lists',
    samples: [text('["sky", "dog", "cat"]'), text('{"classes": ["sky", null], "ignore": 255}')],
    read: readsFile('classes.json', readClassFile),
  },
  { name: 'label maps of MATLAB', samples: [labelMapFile(4, 3, (x) => x)], read: readLabelMap },
  {
    name: 'lists of photos',
    samples: [text('a\n')],
    read: opensList('ImageSets/Segmentation/val.txt', { type: 'voc', split: 'val' }, ofVoc),
  },
  {
    name: 'numbered classes',
    samples: [text(things.join('\n'))],
    read: opensList('labels.txt', { type: 'pascal-context', split: 'val', classes: 459 }, ofContext),
  },
  {
    name: 'lists of folds',
    samples: [text('(dp0\nI1\n(lVa\nasI2\n(lVb\nas.')],
    read: opensList('splits/coco/val/fold0.pkl', { type: 'coco-20i' }, ofFolds),
  },
];
