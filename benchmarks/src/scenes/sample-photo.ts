import { fileURLToPath } from 'node:url';
import type { RgbImage } from '@langseg/core';
import sharp from 'sharp';

const samples = new URL('../../../samples/', import.meta.url);

/** The photo that all benchmarks use. */
export const samplePhoto = fileURLToPath(new URL('cow.jpg', samples));

/** Ten words of which some are in the photo. */
export const tenLabels = [
  'cow',
  'grass',
  'tree',
  'sky',
  'fence',
  'road',
  'person',
  'house',
  'water',
  'other',
];

/** Forty words, the ten's first. */
export const fortyLabels = [
  ...tenLabels.filter((word) => word !== 'person' && word !== 'other'),
  ...'dog cat horse sheep car bus train boat bicycle bird flower rock sand mountain river lake'.split(' '),
  ...'wall floor door window table chair bed lamp book cup bottle plate bag shoe hat flag'.split(' '),
];

/** The photo as a JPEG file of another size. */
export async function writeResizedPhoto(path: string, width: number, height: number): Promise<void> {
  await sharp(samplePhoto).resize(width, height, { fit: 'cover' }).jpeg({ quality: 90 }).toFile(path);
}

/** The photo's pixels, fitted to another size. */
export async function resizedPhoto(width: number, height: number): Promise<RgbImage> {
  const data = await sharp(samplePhoto).resize(width, height, { fit: 'cover' }).raw().toBuffer();
  return { width, height, data };
}
