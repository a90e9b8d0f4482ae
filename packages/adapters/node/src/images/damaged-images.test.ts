import { testDamagedFiles } from '@langseg/conformance';
import sharp, { type Sharp } from 'sharp';
import { describe } from 'vitest';
import { makeTiff } from './__fixtures__/make-tiff.js';
import { createImageReader } from './create-image-reader.js';

const { read } = createImageReader({ maxPixels: 20_000 });
const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
const png = await sharp({ create: { width: 24, height: 16, channels: 3, background: 'grey', noise } })
  .png()
  .toBuffer();

function encoded(encode: (photo: Sharp) => Sharp): Promise<Buffer> {
  return encode(sharp(png).withMetadata({ orientation: 6 })).toBuffer();
}

const values = Array.from({ length: 8 * 6 * 5 }, (_, i) => i);
const fiveBands = { width: 8, height: 6, bands: 5, values, extraSamples: [0, 2] };

const samples = {
  JPEG: [await encoded((photo) => photo.jpeg()), await encoded((photo) => photo.jpeg({ progressive: true }))],
  PNG: [
    png,
    await encoded((photo) => photo.png({ palette: true })),
    await sharp(png).toColourspace('rgb16').png({ progressive: true }).toBuffer(),
  ],
  WebP: [await encoded((photo) => photo.webp()), await encoded((photo) => photo.webp({ lossless: true }))],
  GIF: [await encoded((photo) => photo.gif())],
  TIFF: [
    await encoded((photo) => photo.tiff({ compression: 'lzw' })),
    await encoded((photo) => photo.tiff({ compression: 'jpeg', tile: true, tileWidth: 16, tileHeight: 16 })),
    makeTiff([fiveBands, fiveBands]),
    makeTiff({ ...fiveBands, type: 'f32', planar: true }, { big: true }),
    makeTiff({ ...fiveBands, type: 'i16', photometric: 1, planar: true }),
  ],
  AVIF: [await encoded((photo) => photo.avif({ effort: 0 }))],
};

describe('images', () => {
  for (const [name, files] of Object.entries(samples))
    testDamagedFiles({
      name,
      samples: files,
      read,
      count: Number(process.env.LANGSEG_DAMAGED_COPIES ?? (name === 'TIFF' ? 500 : 150)),
    });
});
