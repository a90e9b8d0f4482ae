import { expandRle, paintRle } from '@langseg/core';
import * as z from 'zod';
import type { AnnotatedPhoto, AnnotatedSet } from '../annotations/annotated-set.js';
import { defineDatasetFormat, type DatasetFormatContext } from '../annotations/dataset-format.js';
import { cocoHeader, cocoImages } from './coco-parts.js';
import { jsonList } from './json-list.js';
import { withEnding } from './with-ending.js';

/** COCO's panoptic annotations: a picture for each photo whose colours are the numbers of its areas, and a JSON file about them. */
export const cocoPanoptic = defineDatasetFormat({
  type: 'coco-panoptic',
  description: "COCO's panoptic pictures with their JSON",
  layout: 'coco-panoptic',
  configSchema: z.strictObject({}),
  async write(set, _options, context) {
    for (const split of set.splits)
      await context.write(`annotations/panoptic_${split}.json`, content(set, split, context));
  },
});

async function* content(
  set: AnnotatedSet,
  split: string,
  context: DatasetFormatContext,
): AsyncGenerator<string, void, undefined> {
  const isthing = set.instances === 'components' ? 1 : 0;
  yield cocoHeader(
    set,
    set.categories.map(({ name, color }, index) => ({
      id: index + 1,
      name,
      supercategory: name,
      isthing,
      color,
    })),
  );
  yield* jsonList(cocoImages(set, split));
  yield '],\n"annotations":[';
  yield* jsonList(annotations(set, split, context));
  yield ']}\n';
}

async function* annotations(
  set: AnnotatedSet,
  split: string,
  { pictures, write }: DatasetFormatContext,
): AsyncGenerator<object, void, undefined> {
  let image = 0;
  for await (const photo of set.photos(split)) {
    const file = withEnding(photo.file, '.png');
    const { width, height } = photo;
    const data = colorsOf(photo);
    await write(
      `annotations/panoptic_${split}/${file}`,
      await pictures.encode({ width, height, data }, { mediaType: 'image/png' }),
    );
    yield {
      image_id: ++image,
      file_name: file,
      segments_info: photo.areas.map(({ category, pixels, box, score }, at) => ({
        id: at + 1,
        category_id: category + 1,
        area: pixels,
        bbox: box,
        iscrowd: 0,
        ...(score !== undefined && { score }),
      })),
    };
  }
}

/** The number of an area is red + 256 × green + 65,536 × blue; 0 is no area. */
function colorsOf({ width, height, areas }: AnnotatedPhoto): Uint8Array {
  const ids = new Uint32Array(width * height);
  for (const [at, { rle }] of areas.entries()) paintRle(ids, expandRle(rle), at + 1);
  const data = new Uint8Array(3 * ids.length);
  for (let at = 0; at < ids.length; at++) {
    data[3 * at] = ids[at] & 255;
    data[3 * at + 1] = (ids[at] >> 8) & 255;
    data[3 * at + 2] = ids[at] >> 16;
  }
  return data;
}
