import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { withIoErrors } from '@langseg/adapter-node';
import { readPickle } from '@langseg/checkpoints';
import { LangSegError, pascalVocLabels } from '@langseg/core';
import * as z from 'zod';
import { defineLayout } from '../../layout/layout-component.js';
import type { ListedEpisode } from '../../layout/layout.js';
import type { SampleFiles } from '../../layout/sample-files.js';
import { listFiles } from '../pairing/list-files.js';
import { readLines } from './read-lines.js';

/** HSNet's `data/splits`, which says what each fold asks for. */
const configSchema = z.strictObject({
  /** Folder of the published lists, relative to `path`. Default `splits`. */
  splits: z.string().min(1).default('splits'),
});

const folds = [0, 1, 2, 3];

/**
 * PASCAL-5i as HSNet has it: `VOC2012/JPEGImages`, `VOC2012/SegmentationClassAug`, and the lists
 * `splits/pascal/val/fold0.txt` … with lines such as `2007_000033__01`.
 */
export const pascal5i = defineLayout({
  type: 'pascal-5i',
  configSchema,
  async open({ path, splits }) {
    const episodes = await Promise.all(
      folds.map(async (fold) => {
        const file = join(path, splits, 'pascal', 'val', `fold${fold}.txt`);
        return (await readLines('read the list', file)).map((line) => pascalEpisode(line, file));
      }),
    );
    const root = join(path, 'VOC2012');
    return {
      name: 'pascal-5i',
      classes: pascalVocLabels,
      ignoreValue: 255,
      files: samplesOf(episodes, (id) => ({
        id,
        image: join(root, 'JPEGImages', `${id}.jpg`),
        mask: join(root, 'SegmentationClassAug', `${id}.png`),
      })),
      episodes,
    };
  },
});

/**
 * COCO-20i as HSNet has it: photos in `COCO2014/val2014`, masks of the same names in `COCO2014/annotations/val2014`, and
 * the pickles `splits/coco/val/fold0.pkl` … of lists by class.
 */
export const coco20i = defineLayout({
  type: 'coco-20i',
  configSchema,
  async open({ path, splits }) {
    const root = join(path, 'COCO2014');
    const episodes = await Promise.all(
      folds.map((fold) => readCocoFold(join(path, splits, 'coco', 'val', `fold${fold}.pkl`))),
    );
    return {
      name: 'coco-20i',
      classes: ['background', ...Array.from({ length: 80 }, (_, index) => `class ${index}`)],
      ignoreValue: 255,
      files: samplesOf(episodes, (id) => ({
        id,
        image: join(root, id),
        mask: join(root, 'annotations', id.replace(/\.[^.]*$/, '.png')),
      })),
      episodes,
    };
  },
});

/**
 * FSS-1000 as published: `FSS-1000/<class>/<number>.jpg` and `.png`, with the classes for testing in
 * `splits/fss/test.txt`; these are counted from 760 on.
 */
export const fss1000 = defineLayout({
  type: 'fss-1000',
  configSchema,
  async open({ path, splits }) {
    const root = join(path, 'FSS-1000');
    const names = (await readLines('read the list', join(path, splits, 'fss', 'test.txt'))).sort();
    const classOf = new Map(names.map((name, index) => [name, firstTestClass + index]));
    const photos = (await listFiles('read the photos in', root))
      .filter((file) => /\.jpg$/i.test(file) && classOf.has(dirname(file)))
      .map((file) => ({ file, class: classOf.get(dirname(file))! }))
      .sort((a, b) => a.class - b.class || (a.file < b.file ? -1 : 1));
    return {
      name: 'fss-1000',
      classes: Array.from({ length: firstTestClass + names.length + 1 }, (_, value) =>
        value === 0 ? 'background' : (names[value - 1 - firstTestClass] ?? null),
      ),
      ignoreValue: 65_535,
      maskFormat: { pixels: 'marked' },
      files: photos.map(({ file, class: number }) => ({
        id: withoutEnding(file),
        image: join(root, file),
        mask: join(root, `${withoutEnding(file)}.png`),
        marked: number + 1,
      })),
      episodes: [photos.map(({ file, class: number }) => ({ sample: withoutEnding(file), class: number }))],
    };
  },
});

const firstTestClass = 760;

function withoutEnding(file: string): string {
  return join(dirname(file), basename(file).replace(/\.[^.]*$/, ''));
}

function pascalEpisode(line: string, path: string): ListedEpisode {
  const [, sample, number] = /^(\w+?)__(\d{2})$/.exec(line) ?? [];
  if (sample !== undefined) return { sample, class: Number(number) - 1 };
  throw new LangSegError(
    'CONFIG_INVALID',
    `${path} must have lines such as "2007_000033__01", got "${line.slice(0, 80)}".`,
    { path, line },
  );
}

/** A dictionary of lists of photos by class. The pickle is read as data; nothing in it is executed. */
async function readCocoFold(path: string): Promise<ListedEpisode[]> {
  const bytes = await withIoErrors('read the list', path, () => readFile(path));
  const value = readPickle(bytes, path);
  const entries = value instanceof Map ? [...value] : [];
  const isFold = entries.every(
    ([number, photos]) =>
      typeof number === 'number' && Array.isArray(photos) && photos.every((each) => typeof each === 'string'),
  );
  if (entries.length === 0 || !isFold)
    throw new LangSegError('CONFIG_INVALID', `${path} must hold HSNet's lists of photos by class number.`, {
      path,
    });
  return (entries as [number, string[]][]).flatMap(([number, photos]) =>
    photos.map((sample) => ({ sample, class: number })),
  );
}

/** Every photo once, in the order in which folds ask for them. */
function samplesOf(
  episodes: readonly (readonly ListedEpisode[])[],
  files: (id: string) => SampleFiles,
): SampleFiles[] {
  return [...new Set(episodes.flat().map(({ sample }) => sample))].map(files);
}
