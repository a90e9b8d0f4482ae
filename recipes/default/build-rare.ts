/**
 * Looks for rare classes: makes `voc`, `nyu` … in `$LANGSEG_WORK`, links to the photo sets with one more list, `rare.txt`, and
 * `rare.json` with how much of the set it should be drawn in addition, and how much each class counts in the loss.
 *
 *     node --conditions=@langseg/source --import tsx recipes/default/build-rare.ts
 */
import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDataset } from '@langseg/datasets/node';
import { materialFromEnvironment } from './src/material.js';
import { photoSets } from './src/photo-sets.js';
import { classWeightLimits, classWeights } from './src/sampling/class-weights.js';
import { repeatFactors } from './src/sampling/repeat-factors.js';

/** Share of the photos in which every class should be seen. */
const share = 0.1;
/** What covers fewer pixels of a photo does not count as seen. */
const leastPixels = 100;
/** Photos that should be drawn less often in addition are not listed. */
const leastExtra = 0.5;

const { photos, work } = materialFromEnvironment();
for (const [name, { folder: original }] of Object.entries(photoSets)) {
  const path = join(photos, original);
  const dataset = await openDataset({ type: 'folder', path, split: 'train' });
  const shown: Set<number>[] = [];
  const pixels = dataset.classes.map(() => 0);
  for (const id of dataset.ids) {
    const counts = countClasses((await dataset.read(id)).mask.data, dataset.ignoreValue);
    shown.push(new Set([...counts].filter(([, count]) => count >= leastPixels).map(([value]) => value)));
    for (const [value, count] of counts) pixels[value] += count;
  }
  const extra = repeatFactors(shown, { share }).map((factor) => factor - 1);
  const rare = dataset.ids.filter((_, index) => extra[index] >= leastExtra);
  const draws = extra.filter((times) => times >= leastExtra).reduce((sum, times) => sum + times, 0);

  const factors = classWeights(pixels, classWeightLimits);
  const weights = Object.fromEntries(dataset.classes.map((label, value) => [label ?? '', factors[value]]));

  const folder = join(work, name);
  await mkdir(folder, { recursive: true });
  for (const part of ['images', 'masks', 'classes.json', 'train.txt', 'val.txt'])
    if (!existsSync(join(folder, part))) await symlink(join(path, part), join(folder, part));
  await writeFile(join(folder, 'rare.txt'), `${rare.join('\n')}\n`);
  await writeFile(join(folder, 'rare.json'), JSON.stringify({ share: draws / dataset.ids.length, weights }));
  console.log(
    `${name}: ${rare.length} of ${dataset.ids.length} photos, to be drawn ${Math.round(draws)} times more`,
  );
}

function countClasses(mask: ArrayLike<number>, ignoreValue: number): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const value of Array.from(mask))
    if (value !== ignoreValue) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
