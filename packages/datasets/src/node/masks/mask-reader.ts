import { createImageReader, decodeMask, readMaskSize } from '@langseg/adapter-node';
import type { MaskFormat } from '../../mask-format.js';
import { readLabelMap, readLabelMapSize, type MaskSize } from './read-label-map.js';
import { readTiffValues } from './read-tiff-values.js';

/** Reads mask files of one kind. */
export interface MaskReader {
  /** Of all pixels of a file, which must be read for it where there is no cheaper way. */
  size(bytes: Uint8Array): MaskSize | Promise<MaskSize>;
  /** What the file holds for each pixel, row by row. */
  read(bytes: Uint8Array): Promise<ArrayLike<number>>;
}

const png: MaskReader = {
  size: (bytes) => readMaskSize(bytes),
  read: async (bytes) => (await decodeMask(bytes)).labelMap,
};

const tiff: MaskReader = {
  size: (bytes) => readTiffValues(bytes),
  read: async (bytes) => (await readTiffValues(bytes)).data,
};

const matlab: MaskReader = {
  size: (bytes) => readLabelMapSize(bytes),
  read: async (bytes) => readLabelMap(bytes).data,
};

/** Reads a PNG's colours and makes one number of each. */
function colored(numberOf: (red: number, green: number, blue: number) => number): MaskReader {
  return {
    size: (bytes) => readMaskSize(bytes),
    async read(bytes) {
      const { width, height, data } = await createImageReader().read(bytes);
      const numbers = new Uint32Array(width * height);
      for (let i = 0; i < numbers.length; i++)
        numbers[i] = numberOf(data[3 * i], data[3 * i + 1], data[3 * i + 2]);
      return numbers;
    },
  };
}

const readers: Readonly<Record<NonNullable<MaskFormat['pixels']>, MaskReader>> = {
  values: png,
  tiff,
  matlab,
  rgb: colored((red, green, blue) => (red << 16) | (green << 8) | blue),
  panoptic: colored((red, green, blue) => red | (green << 8) | (blue << 16)),
  ade20k: colored((red, green) => Math.floor(red / 10) * 256 + green),
  // As Pillow makes grey of colours.
  marked: colored((red, green, blue) => (299 * red + 587 * green + 114 * blue >= 128_000 ? 1 : 0)),
};

/** The reader of a kind of mask files. */
export function maskReader(pixels: MaskFormat['pixels'] = 'values'): MaskReader {
  return readers[pixels];
}
