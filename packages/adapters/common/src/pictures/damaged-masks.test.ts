import { testDamagedFiles } from '@langseg/conformance';
import { describe } from 'vitest';
import { pngOf } from './__fixtures__/png-of.js';
import { decodeMask } from './decode-mask.js';

const size = { width: 13, height: 9 };
const values = Array.from({ length: size.width * size.height }, (_, i) => i % 4);

const samples = [
  pngOf({ ...size, depth: 2, colorType: 3 }, values),
  pngOf({ ...size, depth: 4, colorType: 0, isInterlaced: true }, values),
  pngOf({ ...size, depth: 8, colorType: 3 }, values),
  pngOf({ ...size, depth: 16, colorType: 0 }, values),
];

describe('masks', () => {
  testDamagedFiles({
    name: 'PNG',
    samples,
    read: (bytes) => decodeMask(bytes, { maxPixels: 1_000_000 }),
    count: Number(process.env.LANGSEG_DAMAGED_COPIES ?? 600),
  });
});
