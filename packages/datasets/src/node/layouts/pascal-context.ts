import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LangSegError } from '@langseg/core';
import * as z from 'zod';
import type { MaskFormat } from '../../mask-format.js';
import { defineLayout } from '../../layout/layout-component.js';
import { readLines } from './read-lines.js';

/** The 59 classes that are usually evaluated; 0 is the background. */
const names59 = `
background aeroplane bag bed bedclothes bench bicycle bird boat book bottle building bus cabinet car cat ceiling chair
cloth computer cow cup curtain dog door fence floor flower food grass ground horse keyboard light motorbike mountain
mouse person plate platform pottedplant road rock sheep shelves sidewalk sign sky snow sofa diningtable track train tree
truck tvmonitor wall water window wood
`
  .trim()
  .split(/\s+/);

/** Where masks may lie, and how they are read so that 0 is the background or "unlabelled" and 1 the first class. */
interface Place {
  readonly folder: string;
  readonly ending: string;
  readonly format?: MaskFormat;
}

const places: Readonly<Record<59 | 459, readonly Place[]>> = {
  59: [
    // MMSegmentation's script writes the numbers as they are, detectron2's leave the background out.
    { folder: 'SegmentationClassContext', ending: '.png' },
    { folder: 'annotations_detectron2/pc59_val', ending: '.png', format: { values: shifted(59), others: 0 } },
  ],
  459: [
    { folder: 'trainval', ending: '.mat', format: { pixels: 'matlab' } },
    {
      folder: 'annotations_detectron2/pc459_val',
      ending: '.tif',
      format: { pixels: 'tiff', values: shifted(459), others: 0 },
    },
  ],
};

/** Lists of photos, as the scripts of either name them. */
const lists = ['ImageSets/SegmentationContext/{}.txt', 'pascalcontext_{}.txt'];

/**
 * PASCAL-Context, the folder `VOCdevkit/VOC2010`: photos in `JPEGImages`; masks of 59 classes in
 * `SegmentationClassContext`, those of all 459 in `trainval`, as published in MATLAB's format, with `labels.txt`; or either
 * as converted for detectron2.
 *
 * @throws LangSegError `NOT_FOUND` for missing masks or lists, `CONFIG_INVALID` for names that can't be understood.
 */
export const pascalContext = defineLayout({
  type: 'pascal-context',
  configSchema: z.strictObject({
    /** A list of photos: `train`, `val`. */
    split: z.string().regex(/^[^/\\]+$/, 'A name without folders.'),
    /** 59 or 459. Default 59. */
    classes: z.union([z.literal(59), z.literal(459)]).default(59),
  }),
  async open({ path, split, classes }) {
    const list = firstOf(
      path,
      lists.map((name) => name.replace('{}', split)),
    );
    const place = places[classes].find(({ folder }) => existsSync(join(path, folder)));
    if (!place)
      throw missing(
        path,
        places[classes].map(({ folder }) => folder),
      );
    return {
      name: 'pascal-context',
      classes:
        classes === 59
          ? names59
          : [null, ...(await readNames(firstOf(path, ['labels.txt', 'trainval/labels.txt'])))],
      ignoreValue: classes === 59 ? 255 : 65_535,
      imageFolder: join(path, 'JPEGImages'),
      maskFolder: join(path, place.folder),
      maskEnding: place.ending,
      ...(place.format && { maskFormat: place.format }),
      ids: (await readLines('read the list', list)).map((line) => line.split(/\s/, 1)[0]),
    };
  },
});

function firstOf(path: string, files: readonly string[]): string {
  const found = files.map((file) => join(path, file)).find((file) => existsSync(file));
  if (found === undefined) throw missing(path, files);
  return found;
}

function missing(path: string, files: readonly string[]): LangSegError {
  return new LangSegError('NOT_FOUND', `${path} has neither ${files.join(' nor ')}.`, { path, files });
}

/** Lines such as `1: accordion`, in order; 0 may be there as "empty". */
async function readNames(path: string): Promise<string[]> {
  const lines = await readLines('read the classes', path);
  const entries = lines.map((line) => /^(\d+)\s*:\s*(\S.*)$/.exec(line));
  const byId = new Map(entries.flatMap((match) => (match ? [[Number(match[1]), match[2]] as const] : [])));
  byId.delete(0);
  const listed = Array.from({ length: byId.size }, (_, index) => byId.get(index + 1));
  if (byId.size > 0 && listed.every((name) => name !== undefined)) return listed;
  throw new LangSegError(
    'CONFIG_INVALID',
    `${path} must have a line such as "1: accordion" for each class, numbered from 1 on.`,
    { path, lines: lines.length },
  );
}

function shifted(classes: number): Record<number, number> {
  return Object.fromEntries(Array.from({ length: classes }, (_, index) => [index, index + 1]));
}
