import sharp, { type Sharp } from 'sharp';
import { createImageReader } from '../create-image-reader.js';
import { makeTiff } from './make-tiff.js';

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

/** The reader of photos, once for each format. */
export const foreignReaders = Object.entries(samples).map(([name, files]) => ({ name, samples: files, read }));
