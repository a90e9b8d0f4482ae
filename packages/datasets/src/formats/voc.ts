import { expandRle, paintRle, paletteFor } from '@langseg/core';
import * as z from 'zod';
import type { AnnotatedPhoto, AnnotatedSet } from '../annotations/annotated-set.js';
import { defineDatasetFormat, type DatasetFormatContext } from '../annotations/dataset-format.js';
import { withEnding } from './with-ending.js';

/** PASCAL VOC: masks with a palette in `SegmentationClass`, 0 is the background; connected areas in `SegmentationObject`. */
export const voc = defineDatasetFormat({
  type: 'voc',
  description: 'masks of PASCAL VOC, with lists and label map',
  imageFolder: 'JPEGImages',
  mostCategories: 254,
  layout: 'voc',
  configSchema: z.strictObject({}),
  async write(set, _options, context) {
    const { write } = context;
    for await (const photo of set.photos()) await writeMasks(photo, set, context);
    for (const split of set.splits) await write(`ImageSets/Segmentation/${split}.txt`, stems(set, split));
    await write('ImageSets/Segmentation/trainval.txt', stems(set));
    await write('labelmap.txt', labelMapOf(set));
    // With the names as they are: the label map has no room for all characters.
    const classes = [null, ...set.categories.map(({ name }) => name)];
    await write('classes.json', `${JSON.stringify({ classes, ignore: 255 }, null, 2)}\n`);
  },
});

async function writeMasks(
  { file, width, height, areas }: AnnotatedPhoto,
  { categories, instances }: AnnotatedSet,
  { pictures, write }: DatasetFormatContext,
): Promise<void> {
  const path = withEnding(file, '.png');
  const classes = new Uint8Array(width * height);
  const rles = areas.map(({ rle }) => expandRle(rle));
  for (const [at, { category }] of areas.entries()) paintRle(classes, rles[at], category + 1);
  const colors = Uint8Array.from([0, 0, 0, ...categories.flatMap(({ color }) => color)]);
  const labels = ['background', ...categories.map(({ name }) => name)];
  const picture = { width, height, labelMap: classes, palette: colors, labels };
  await write(`SegmentationClass/${path}`, await pictures.encodeIndices(picture));
  if (instances === 'labels') return;
  const objects = areas.length > 255 ? new Uint16Array(width * height) : new Uint8Array(width * height);
  for (const [at, rle] of rles.entries()) paintRle(objects, rle, at + 1);
  const names = ['background', ...areas.map(({ category }) => categories[category].name)];
  const palette = Uint8Array.from([0, 0, 0, ...paletteFor(areas.length + 1)]);
  await write(
    `SegmentationObject/${path}`,
    await pictures.encodeIndices({ width, height, labelMap: objects, palette, labels: names }),
  );
}

async function* stems(set: AnnotatedSet, split?: string): AsyncGenerator<string, void, undefined> {
  for await (const { file } of set.photos(split)) yield `${withEnding(file, '')}\n`;
}

/** The label map of CVAT and Datumaro: `name:r,g,b::`, names without colons, all different. */
function labelMapOf({ categories }: AnnotatedSet): string {
  const taken = new Set(['background']);
  const lines = categories.map(({ name, color }) => {
    const plain = name.replace(/[:\s#]+/g, ' ').trim() || 'label';
    let free = plain;
    for (let number = 2; taken.has(free); number++) free = `${plain} ${number}`;
    taken.add(free);
    return `${free}:${color.join()}::`;
  });
  return ['# label:color_rgb:parts:actions', 'background:0,0,0::', ...lines, ''].join('\n');
}
