import { joinHoles, type Ring } from '@langseg/core';
import * as z from 'zod';
import type { AnnotatedPhoto, AnnotatedSet } from '../annotations/annotated-set.js';
import { defineDatasetFormat } from '../annotations/dataset-format.js';
import { areaOutlines, toleranceOption } from './area-outlines.js';
import { withEnding } from './with-ending.js';

/** YOLO's segmentation labels: `labels/<name>.txt` with a polygon on each line, `data.yaml`, and lists of photos. */
export const yoloSeg = defineDatasetFormat({
  type: 'yolo-seg',
  description: 'polygons for YOLO, with data.yaml',
  sharesPixels: true,
  layout: 'yolo-seg',
  configSchema: z.strictObject({ tolerance: toleranceOption }),
  async write(set, { tolerance }, { write }) {
    for await (const photo of set.photos())
      await write(`labels/${withEnding(photo.file, '.txt')}`, linesOf(photo, tolerance));
    for (const split of set.splits) await write(`${split}.txt`, photosOf(set, split));
    await write('data.yaml', yamlOf(set));
  },
});

function linesOf({ areas, width, height }: AnnotatedPhoto, tolerance: number): string {
  return areas
    .flatMap((area) =>
      areaOutlines(area, tolerance).map(
        (outline) => `${area.category} ${shares(joinHoles(outline), width, height)}\n`,
      ),
    )
    .join('');
}

function shares(ring: Ring, width: number, height: number): string {
  return ring.map((value, at) => Number((value / (at % 2 === 0 ? width : height)).toFixed(7))).join(' ');
}

async function* photosOf(set: AnnotatedSet, split: string): AsyncGenerator<string, void, undefined> {
  for await (const { file } of set.photos(split)) yield `./images/${file}\n`;
}

/** Text in JSON's quotes is YAML, too. */
function yamlOf({ splits, categories, name, license }: AnnotatedSet): string {
  const list = (split: string) => `${splits.includes(split) ? split : splits[0]}.txt`;
  return [
    `# ${JSON.stringify(name)}${license === undefined ? '' : `, licence ${JSON.stringify(license)}`}`,
    `train: ${list('train')}`,
    `val: ${list('val')}`,
    'names:',
    ...categories.map((category, index) => `  ${index}: ${JSON.stringify(category.name)}`),
    '',
  ].join('\n');
}
