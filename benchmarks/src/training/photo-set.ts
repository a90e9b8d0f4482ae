import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeMask } from '@langseg/adapter-node';
import { paletteFor } from '@langseg/core';
import { tenLabels, writeResizedPhoto } from '../scenes/sample-photo.js';

const [width, height] = [640, 480];

/** Writes a data set of plain folders: the sample photo, again and again, with masks of squares. */
export async function writePhotoSet(path: string, count: number): Promise<void> {
  await mkdir(join(path, 'images'), { recursive: true });
  await mkdir(join(path, 'masks'));
  await writeFile(join(path, 'classes.json'), JSON.stringify(tenLabels));
  for (let i = 0; i < count; i++) {
    await writeResizedPhoto(join(path, 'images', `${i}.jpg`), width, height);
    const classes = Uint8Array.from({ length: width * height }, (_, pixel) => {
      const [x, y] = [pixel % width, Math.floor(pixel / width)];
      return ((x >> 6) + 3 * (y >> 6) + i) % tenLabels.length;
    });
    const mask = { width, height, palette: paletteFor(tenLabels.length), labels: tenLabels };
    await writeFile(join(path, 'masks', `${i}.png`), await encodeMask(classes, mask));
  }
}
