import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createImageReader, encodeMask } from '@langseg/adapter-node';
import { paletteFor } from '@langseg/core';
import { boxesOf, photos, pixelsOf, words } from './boxes.js';

/** What is in no rectangle is unknown. */
const ignored = 255;

/** Writes photos and masks as `"type": "folder"` of a recipe reads them, and the recipe beside them. */
export async function writeBoxes(folder: string): Promise<void> {
  for (const kind of ['images', 'masks']) await mkdir(join(folder, kind), { recursive: true });
  await writeFile(join(folder, 'classes.json'), JSON.stringify(words));
  for (const photo of photos) {
    const { width, height } = await createImageReader().read(`samples/${photo}.jpg`);
    const mask = new Uint8Array(width * height).fill(ignored);
    for (const { word, box } of boxesOf(photo, 'learn'))
      for (const pixel of pixelsOf(box, width)) mask[pixel] = words.indexOf(word);
    await copyFile(`samples/${photo}.jpg`, join(folder, 'images', `${photo}.jpg`));
    const options = { width, height, labels: words, palette: paletteFor(words.length) };
    await writeFile(join(folder, 'masks', `${photo}.png`), await encodeMask(mask, options));
  }
  await copyFile(new URL('recipe.json', import.meta.url), join(folder, 'recipe.json'));
}
