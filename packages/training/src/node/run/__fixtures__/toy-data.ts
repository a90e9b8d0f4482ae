import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePng } from '@langseg/adapter-node';
import sharp from 'sharp';

const colors = { sky: [90, 150, 230], grass: [60, 150, 50] } as const;

/** Writes a data set of photos that are sky above grass, with the horizon at another height in each. */
export async function writeToyData(folder: string, count = 6, side = 40): Promise<void> {
  for (const name of ['images', 'masks']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'classes.json'), JSON.stringify(Object.keys(colors)));
  for (let index = 0; index < count; index++) {
    const horizon = 8 + ((index * 7) % (side - 16));
    const data = new Uint8Array(side * side * 3);
    const mask = new Uint8Array(side * side);
    for (let i = 0; i < side * side; i++) {
      const label = i >= horizon * side ? 1 : 0;
      mask[i] = label;
      data.set(Object.values(colors)[label], 3 * i);
    }
    writeFileSync(
      join(folder, 'images', `${index}.png`),
      await encodePng({ width: side, height: side, data }),
    );
    const raw = { width: side, height: side, channels: 1 } as const;
    writeFileSync(
      join(folder, 'masks', `${index}.png`),
      await sharp(mask, { raw }).toColourspace('b-w').png().toBuffer(),
    );
  }
}
