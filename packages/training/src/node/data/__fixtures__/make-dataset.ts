import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encodeMask, encodePng } from '@langseg/adapter-node';
import { paletteFor } from '@langseg/core';
import { afterAll } from 'vitest';
import { traceableSample } from '../../../data/__fixtures__/sample.js';

/** A folder that is removed after the tests of this file. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'langseg-data-'));
  afterAll(() => rm(folder, { recursive: true }));
  return folder;
}

/** Writes a file and the folders it is in. */
export async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** A small photo whose colours depend on its number. */
export async function photo(number: number, width = 24, height = 18): Promise<Uint8Array> {
  const { image } = traceableSample(width, height);
  return encodePng({
    ...image,
    data: image.data.map((value, i) => (value * 9 + number * 31 + (i % 3)) % 256),
  });
}

/** A mask of the same size, an indexed PNG. */
export async function mask(
  value: (x: number, y: number) => number,
  width = 24,
  height = 18,
  count = 21,
): Promise<Uint8Array> {
  const { data } = traceableSample(width, height, value, count > 256).mask;
  const labels = Array.from({ length: count }, (_, i) => String(i));
  return encodeMask(data, { width, height, palette: paletteFor(count), labels });
}

/** A data set in plain folders with `count` good samples `0` … */
export async function folderSet(path: string, classes: unknown, count: number): Promise<void> {
  await write(join(path, 'classes.json'), JSON.stringify(classes));
  await mkdir(join(path, 'images'), { recursive: true });
  await mkdir(join(path, 'masks'), { recursive: true });
  for (let i = 0; i < count; i++) {
    await write(join(path, 'images', `${i}.png`), await photo(i));
    await write(
      join(path, 'masks', `${i}.png`),
      await mask((x, y) => (x > 12 ? (i % 2) + 1 : y > 15 ? 255 : 0)),
    );
  }
}
