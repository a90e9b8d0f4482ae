import { decodeMask } from '../decode-mask.js';
import { pngOf } from './png-of.js';

const size = { width: 13, height: 9 };
const values = Array.from({ length: size.width * size.height }, (_, i) => i % 4);

/** The reader of masks. */
export const foreignReaders = [
  {
    name: 'masks',
    samples: [
      pngOf({ ...size, depth: 2, colorType: 3 }, values),
      pngOf({ ...size, depth: 4, colorType: 0, isInterlaced: true }, values),
      pngOf({ ...size, depth: 8, colorType: 3 }, values),
      pngOf({ ...size, depth: 16, colorType: 0 }, values),
    ],
    read: (bytes: Uint8Array) => decodeMask(bytes, { maxPixels: 1_000_000 }),
  },
];
