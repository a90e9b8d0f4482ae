import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { tinyGeoTiff } from '../tiny-geotiff.js';
import { tinyRecipe } from '../tiny-recipe.js';
import { photo } from '../work-folder.js';
import { workspace } from './shell-commands.js';

/** Names of what {@link writeReadersFolder} writes. */
export const readersFiles = [
  'samples',
  'photo.jpg',
  'survey.tif',
  'demo_e200.ckpt',
  'street',
  'street.json',
  'kitchen',
  'ortho.tif',
] as const;

/** One frame of a scene with depth, as ScanNet keeps it. */
async function writeScene(folder: string): Promise<void> {
  for (const name of ['color', 'depth', 'pose']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'color/0.png'), await photo());
  const depth = sharp(new Uint16Array(48 * 32).fill(2000), { raw: { width: 48, height: 32, channels: 1 } });
  writeFileSync(join(folder, 'depth/0.png'), await depth.toColourspace('grey16').png().toBuffer());
  writeFileSync(join(folder, 'pose/0.txt'), '1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1');
  writeFileSync(join(folder, 'intrinsics.txt'), '40 0 23.5 0 40 15.5 0 0 1');
}

/** Writes what the commands of the documentation name: photos, a checkpoint, a data set and its recipe. */
export async function writeReadersFolder(folder: string): Promise<void> {
  cpSync(`${workspace}samples`, join(folder, 'samples'), { recursive: true });
  cpSync(`${workspace}samples/dog.jpg`, join(folder, 'photo.jpg'));
  writeFileSync(join(folder, 'survey.tif'), await sharp(await photo()).tiff().toBuffer());
  cpSync(`${workspace}tools/parity/fixtures/vit16_base.ckpt`, join(folder, 'demo_e200.ckpt'));
  writeFileSync(join(folder, 'ortho.tif'), tinyGeoTiff());
  await writeScene(join(folder, 'kitchen'));
  const set = { type: 'folder', path: 'street' };
  const recipe = { ...tinyRecipe, data: { train: [set], validation: [{ ...set, name: 'held-out' }] } };
  writeFileSync(join(folder, 'street.json'), JSON.stringify(recipe));
  for (const name of ['images', 'masks']) mkdirSync(join(folder, 'street', name), { recursive: true });
  writeFileSync(join(folder, 'street/classes.json'), '["road", "car", "bicycle"]');
  const mask = Uint8Array.from({ length: 48 * 32 }, (_, i) => Math.min(2, Math.floor(i / (48 * 12))));
  const raw = { width: 48, height: 32, channels: 1 } as const;
  for (const name of ['a.png', 'b.png']) {
    writeFileSync(join(folder, 'street/images', name), await photo());
    writeFileSync(
      join(folder, 'street/masks', name),
      await sharp(mask, { raw }).toColourspace('b-w').png().toBuffer(),
    );
  }
}
