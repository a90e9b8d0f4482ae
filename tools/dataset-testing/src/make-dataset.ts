import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encodeMask, encodePng } from '@langseg/adapter-node';
import { paletteFor } from '@langseg/core';

/** A folder in the one that is removed when all tests have run. */
export async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'langseg-data-'));
}

/** Writes a file and the folders it is in. */
export async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/** A small photo whose colours depend on its number. */
export async function photo(number: number, width = 24, height = 18): Promise<Uint8Array> {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    const traced = [pixel % width, Math.floor(pixel / width), 128][i % 3];
    return (traced * 9 + number * 31 + (i % 3)) % 256;
  });
  return encodePng({ width, height, data });
}

/** A mask of the same size, an indexed PNG. */
export async function mask(
  value: (x: number, y: number) => number,
  width = 24,
  height = 18,
  count = 21,
): Promise<Uint8Array> {
  const pixels = { length: width * height };
  const at = (_: unknown, i: number) => value(i % width, Math.floor(i / width));
  const data = count > 256 ? Uint16Array.from(pixels, at) : Uint8Array.from(pixels, at);
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

/** A data set in plain folders whose masks are what a model answers, so that its logits fit them. */
export async function answeredSet(
  path: string,
  classes: readonly string[],
  count: number,
  answer: (photo: Uint8Array) => Promise<ArrayLike<number>>,
): Promise<void> {
  await write(join(path, 'classes.json'), JSON.stringify(classes));
  for (let i = 0; i < count; i++) {
    const image = await photo(i);
    const labels = await answer(image);
    await write(join(path, 'images', `${i}.png`), image);
    await write(join(path, 'masks', `${i}.png`), await mask((x, y) => (y > 15 ? 255 : labels[y * 24 + x])));
  }
}
