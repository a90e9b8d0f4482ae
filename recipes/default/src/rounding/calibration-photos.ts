import { join } from 'node:path';
import type { RgbImage } from '@langseg/core';
import { openDataset } from '@langseg/datasets/node';
import { photoSets } from '../photo-sets.js';

/** Photos that were trained on, the same number of each set. */
export async function* calibrationPhotos(photos: string, perSet = 16): AsyncGenerator<RgbImage> {
  for (const { folder } of Object.values(photoSets)) {
    const dataset = await openDataset({ type: 'folder', path: join(photos, folder), split: 'train' });
    const step = dataset.ids.length / perSet;
    for (let index = 0; index < perSet; index++)
      yield (await dataset.read(dataset.ids[Math.floor(index * step)])).image;
  }
}
