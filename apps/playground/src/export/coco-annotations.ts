import { boxOfRle, compressRle, encodeRles, labelAreas } from '@langseg/core';
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
        bbox: boxOfRle(rles.get(index)!),
        segmentation: compressRle(rles.get(index)!),
      })),
  };
}
