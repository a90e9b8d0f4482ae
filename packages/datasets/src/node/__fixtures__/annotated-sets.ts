import { join } from 'node:path';
import { photo, write } from '@langseg/dataset-testing';

/**
 * One small data set in each form of annotations, by layout, as the tools of others write it. Each has one photo of 24 × 18 named `a`
 * whose left half is a cat, its right half a dog but for the last row, which belongs to nothing.
 */
export const annotatedSets: Readonly<Record<string, (path: string) => Promise<void>>> = {
  async coco(path) {
    await write(join(path, 'train/a.jpg'), await photo(1));
    await write(join(path, 'train/_annotations.coco.json'), JSON.stringify(cocoAnnotations));
  },
};

/** A crowd as plain runs over everything but the last row, and a polygon over its left half; ids that are neither in order nor without gaps. */
export const cocoAnnotations = {
  images: [{ id: 70, file_name: 'a.jpg', width: 24, height: 18, license: null }],
  categories: [
    { id: 18, name: 'dog', supercategory: 'animal' },
    { id: 17, name: 'cat', supercategory: 'animal' },
  ],
  annotations: [
    { id: 9, image_id: 70, category_id: 17, iscrowd: 0, area: 216, segmentation: [[0, 0, 12, 0, 12, 18, 0, 18]] },
    {
      ...{ id: 3, image_id: 70, category_id: 18, iscrowd: 1, area: 408 },
      segmentation: { size: [18, 24], counts: [0, ...Array.from({ length: 24 }, () => [17, 1]).flat()] },
    },
  ],
};
