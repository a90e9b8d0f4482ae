/**
 * Finds road, buildings, vegetation, terrain and sky in the background of VOC's photos with a Cityscapes network, and writes masks with
 * them as another set in `$LANGSEG_WORK/voc_stuff`; its photos are links.
 *
 *     node --conditions=@langseg/source --import tsx recipes/default/build-stuff.ts
 */
import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createNodeRuntime } from '@langseg/adapter-node';
import { openDataset } from '@langseg/datasets/node';
import sharp from 'sharp';
import { materialFromEnvironment } from './src/material.js';
import { openTeacher } from './src/teacher/cityscapes-teacher.js';
import { isOutdoors } from './src/teacher/is-outdoors.js';
import { addStuff, stuff } from './src/teacher/stuff-mask.js';

const { photos, weights, work } = materialFromEnvironment();
const dataset = await openDataset({ type: 'folder', path: join(photos, 'voc_animals_aug'), split: 'train' });
const { classes, ignoreValue } = dataset;
const folder = join(work, 'voc_stuff');
await mkdir(join(folder, 'masks'), { recursive: true });
if (!existsSync(join(folder, 'images')))
  await symlink(join(photos, 'voc_animals_aug/images'), join(folder, 'images'));
await writeFile(
  join(folder, 'classes.json'),
  JSON.stringify({ ignore: ignoreValue, classes: [...classes, ...Object.values(stuff)] }),
);

const teacher = await openTeacher(join(weights, 'mobilenet'), createNodeRuntime({ spinning: false }));
const kept: string[] = [];
try {
  for (const [index, id] of dataset.ids.entries()) {
    const { image, mask } = await dataset.read(id);
    const view = await teacher.look(image);
    const options = { confidence: 0.85, firstValue: classes.length, ignoreValue };
    const result = addStuff(mask.data, view, options);
    if (index % 100 === 99) console.log(`${index + 1} of ${dataset.ids.length} photos, ${kept.length} kept`);
    if (!isOutdoors(mask.data, result.pixels, classes)) continue;
    const raw = { width: mask.width, height: mask.height, channels: 1 } as const;
    await sharp(result.mask, { raw })
      .toColourspace('b-w')
      .png()
      .toFile(join(folder, 'masks', `${id}.png`));
    kept.push(id);
  }
} finally {
  await teacher.dispose();
}
await writeFile(join(folder, 'train.txt'), `${kept.join('\n')}\n`);
console.log(`${kept.length} of ${dataset.ids.length} photos → ${folder}`);
