import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pascalVocLabels } from '@langseg/core';
import * as z from 'zod';
import { defineLayout } from '../../layout/layout-component.js';
import type { LayoutClasses } from '../../layout/layout.js';
import { badAnnotations } from './read-json.js';
import { readClassFile } from './read-class-file.js';
import { readLines } from './read-lines.js';

const plainName = z.string().regex(/^[^/\\]+$/, 'A name without folders.');

/**
 * PASCAL VOC, the folder `VOCdevkit/VOC2012`: photos in `JPEGImages`, masks with a palette in `SegmentationClass`, whose
 * outlines are 255 and ignored, lists in `ImageSets/Segmentation`. Classes of its own may stand in `classes.json`, as `langseg dataset`
 * writes them, or in `labelmap.txt`, as CVAT does, whose masks are read by their colours.
 */
export const voc = defineLayout({
  type: 'voc',
  configSchema: z.strictObject({
    /** A list of `ImageSets/Segmentation`: `train`, `val`, `trainval` … */
    split: plainName,
    /** Folder of the masks; `SegmentationClassAug` is usual for those of SBD. Default `SegmentationClass`. */
    masks: plainName.default('SegmentationClass'),
  }),
  async open({ path, split, masks }) {
    const lines = await readLines('read the list', join(path, 'ImageSets', 'Segmentation', `${split}.txt`));
    return {
      name: 'voc',
      ...(await classesOf(path)),
      imageFolder: join(path, 'JPEGImages'),
      maskFolder: join(path, masks),
      maskEnding: '.png',
      // Some lists have more columns, paths for example, of which pairing takes the first.
      ids: lines,
    };
  },
});

async function classesOf(
  path: string,
): Promise<Pick<LayoutClasses, 'classes' | 'ignoreValue' | 'maskFormat'>> {
  const [own, labelMap] = ['classes.json', 'labelmap.txt'].map((name) => join(path, name));
  if (await isThere(own)) return readClassFile(own);
  if (await isThere(labelMap)) return readLabelMapFile(labelMap);
  return { classes: pascalVocLabels, ignoreValue: 255 };
}

/** Lines such as `car:128,0,0::`. */
async function readLabelMapFile(
  path: string,
): Promise<Pick<LayoutClasses, 'classes' | 'ignoreValue' | 'maskFormat'>> {
  const lines = (await readLines('read the label map', path)).filter((line) => !line.startsWith('#'));
  const entries = lines.map((line) => {
    const [name, color] = line.split(':');
    const [red, green, blue, ...more] = (color ?? '').split(',').map(Number);
    const isColor = [red, green, blue].every((value) => Number.isInteger(value) && value >= 0 && value < 256);
    if (!name || !isColor || more.length > 0)
      throw badAnnotations(path, `the line "${line.slice(0, 60)}" instead of one such as "car:128,0,0::"`);
    return { name, value: (red << 16) | (green << 8) | blue };
  });
  return {
    classes: entries.map(({ name }) => name),
    ignoreValue: entries.length > 255 ? 65_535 : 255,
    maskFormat: {
      pixels: 'rgb',
      values: Object.fromEntries(entries.map(({ value }, index) => [value, index])),
    },
  };
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
