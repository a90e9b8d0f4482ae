import { joinHoles } from '@langseg/core';
import * as z from 'zod';
import type { AnnotatedArea, AnnotatedSet } from '../annotations/annotated-set.js';
import { defineDatasetFormat } from '../annotations/dataset-format.js';
import { areaOutlines, toleranceOption } from './area-outlines.js';
import { cocoHeader, cocoImages } from './coco-parts.js';
import { jsonList } from './json-list.js';

const configSchema = z.strictObject({
  areas: z
    .enum(['polygons', 'rle'])
    .default('polygons')
    .describe('Polygons, which tools can edit, or RLE, which has every pixel as it is.'),
  tolerance: toleranceOption,
});

/** COCO's object annotations: `annotations/instances_train.json`, as `pycocotools` reads it. */
export const coco = defineDatasetFormat({
  type: 'coco',
  description: "COCO's JSON with polygons or RLE",
  sharesPixels: true,
  layout: 'coco',
  configSchema,
  async write(set, options, { write }) {
    for (const split of set.splits)
      await write(`annotations/instances_${split}.json`, content(set, split, options));
  },
});

async function* content(
  set: AnnotatedSet,
  split: string,
  options: z.output<typeof configSchema>,
): AsyncGenerator<string, void, undefined> {
  const categories = set.categories.map(({ name, color }, index) => ({ id: index + 1, name, color }));
  yield cocoHeader(set, categories);
  yield* jsonList(cocoImages(set, split));
  yield '],\n"annotations":[';
  yield* jsonList(annotations(set, split, options));
  yield ']}\n';
}

async function* annotations(
  set: AnnotatedSet,
  split: string,
  options: z.output<typeof configSchema>,
): AsyncGenerator<object, void, undefined> {
  let [id, image] = [0, 0];
  for await (const { areas } of set.photos(split)) {
    image++;
    for (const area of areas)
      yield {
        id: ++id,
        image_id: image,
        category_id: area.category + 1,
        iscrowd: 0,
        area: area.pixels,
        bbox: area.box,
        segmentation: segmentation(area, options),
        ...(area.score !== undefined && { score: area.score }),
      };
  }
}

function segmentation(area: AnnotatedArea, { areas, tolerance }: z.output<typeof configSchema>): unknown {
  return areas === 'rle' ? area.rle : areaOutlines(area, tolerance).map(joinHoles);
}
