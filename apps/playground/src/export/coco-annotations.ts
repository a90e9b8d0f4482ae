import { compressRle, encodeRles, labelAreas } from '@langseg/core';
import type { ShownMap } from './shown-map.js';

/**
 * The regions as an annotation file of COCO, as `pycocotools` reads it: one crowd annotation per word, with a compressed
 * RLE in the size of the photo.
 *
 * @param categories word and colour of each index of the map, in order.
 */
export function cocoAnnotations(
  fileName: string,
  { width, height, labelMap }: Pick<ShownMap, 'width' | 'height' | 'labelMap'>,
  categories: readonly { readonly word: string; readonly color: string }[],
) {
  const rles = encodeRles(labelMap, width, height);
  const areas = labelAreas(labelMap, categories.length);
  return {
    info: { description: 'Made with LangSeg' },
    images: [{ id: 1, file_name: fileName, width, height }],
    categories: categories.map(({ word, color }, index) => ({ id: index + 1, name: word, color })),
    annotations: areas
      .filter(({ pixels }) => pixels > 0)
      .map(({ index, pixels }) => ({
        id: index + 1,
        image_id: 1,
        category_id: index + 1,
        iscrowd: 1,
        area: pixels,
        bbox: boundingBox(labelMap, width, index),
        segmentation: compressRle(rles.get(index)!),
      })),
  };
}

/** `[x, y, width, height]` of all pixels of an index. */
function boundingBox(labelMap: ShownMap['labelMap'], width: number, index: number): number[] {
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  for (let pixel = 0; pixel < labelMap.length; pixel++) {
    if (labelMap[pixel] !== index) continue;
    const x = pixel % width;
    const y = (pixel - x) / width;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    bottom = y;
  }
  return [left, top, right - left + 1, bottom - top + 1];
}
