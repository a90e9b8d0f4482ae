import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { imageExtensions, withIoErrors } from '@langseg/adapters/node';
import type { IncompleteSample, SampleFiles } from './file-dataset.js';
import type { Layout } from './layouts/layout.js';

/** Photos and masks that belong together, and samples that lack one of them. */
export interface PairedFiles {
  readonly files: readonly SampleFiles[];
  readonly incomplete: readonly IncompleteSample[];
}

/**
 * Finds the photo and the mask of every sample: of the ids of the split in their order, or of all that the folders hold,
 * by name. Folders are listed once, not asked for each file.
 */
export async function pairFiles({ imageFolder, maskFolder, maskEnding, ids }: Layout): Promise<PairedFiles> {
  const images = new Map<string, string>();
  for (const file of await listFiles('read the photos in', imageFolder)) {
    const extension = extname(file);
    const id = file.slice(0, file.length - extension.length);
    if (imageExtensions.includes(extension.toLowerCase()) && !images.has(id)) images.set(id, file);
  }
  const masks = new Set(
    (await listFiles('read the masks in', maskFolder))
      .filter((file) => file.endsWith(maskEnding))
      .map((file) => file.slice(0, -maskEnding.length)),
  );
  const files: SampleFiles[] = [];
  const incomplete: IncompleteSample[] = [];
  // A list that names a sample twice would make it twice as likely.
  for (const id of new Set(ids ?? [...images.keys(), ...masks].sort())) {
    const image = images.get(id);
    const mask = join(maskFolder, `${id}${maskEnding}`);
    if (image === undefined) incomplete.push({ id, message: `${join(imageFolder, id)} (.jpg, .png …)` });
    else if (!masks.has(id)) incomplete.push({ id, message: mask });
    else files.push({ id, image: join(imageFolder, image), mask });
  }
  return { files, incomplete };
}

async function listFiles(doing: string, folder: string): Promise<string[]> {
  const entries = await withIoErrors(doing, folder, () => readdir(folder));
  return entries.filter((name) => !name.startsWith('.')).sort();
}
