import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const samples = fileURLToPath(new URL('../../../samples/', import.meta.url));

/** Pixels of the longer side of the photos that browsers are measured with. */
export const photoSide = 512;

/**
 * Writes the sample photos as JPEG files whose longer side has {@link photoSide} pixels.
 *
 * @returns their folder and names.
 */
export async function writeSamplePhotos(
  directory: string,
): Promise<{ readonly folder: string; readonly names: readonly string[] }> {
  const folder = join(directory, 'samples');
  await mkdir(folder, { recursive: true });
  const names = (await readdir(samples)).filter((name) => name.endsWith('.jpg')).sort();
  for (const name of names)
    await sharp(join(samples, name))
      .resize(photoSide, photoSide, { fit: 'inside' })
      .jpeg({ quality: 90 })
      .toFile(join(folder, name));
  return { folder, names };
}
