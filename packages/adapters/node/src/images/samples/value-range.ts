import { LangSegError } from '@langseg/core';
import type { SampleFormat } from '../tiff/tiff-page.js';
import type { Band, Samples } from './band.js';

/** Values that become black and white. */
export type ValueRange = readonly [black: number, white: number];

/** How values are stored. */
export interface ValueType {
  readonly format: SampleFormat;
  readonly bits: number;
  /** Zero is white. */
  readonly isInverted?: boolean;
}

/** A range, and what the reader of a message should know about it. */
export interface FoundRange {
  readonly range: ValueRange;
  readonly remark?: string;
}

interface Extent {
  readonly least: number;
  readonly most: number;
  /** Samples that are not numbers or mark missing data. */
  readonly missing: number;
}

/**
 * Finds which values are black and white, by the type and by the values that occur: 12 bits are often stored in 16, and
 * floats go to 1 or to 255.
 *
 * @throws LangSegError `IMAGE_UNREADABLE` when that can't be known, naming the values and what to do.
 */
export function findRange(name: string, samples: Samples, type: ValueType): FoundRange {
  const { format, bits, isInverted } = type;
  if (format === 'unsigned' && bits <= 8) return { range: isInverted ? [255, 0] : [0, 255] };
  const extent = extentOf(samples);
  const found = format === 'float' ? ofFloats(extent) : ofIntegers(extent, format, bits);
  const { least, most, missing } = extent;
  const stored = `${format === 'float' ? '' : `${format} `}${bits}-bit ${format === 'float' ? 'floats' : 'integers'}`;
  if (!found)
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      missing > 0 && least > most
        ? `${name} contains no values: all samples are marked as missing or are not numbers.`
        : `${name} holds values from ${show(least)} to ${show(most)} (${stored}), and nothing says which are black and ` +
            'white. Set range; on the command line, --range black,white.',
      { path: name, least, most },
    );
  const [low, high] = found.range;
  const [black, white] = isInverted ? [high, low] : [low, high];
  const remarks = [
    found.isGuess &&
      `holds values from ${show(least)} to ${show(most)} in ${stored}; ${show(black)} is read as black and ` +
        `${show(white)} as white (range says otherwise)`,
    missing > 0 && `${missing} samples without a value are read as black`,
  ].filter((remark) => remark !== false);
  return { range: [black, white], remark: remarks.join('; ') || undefined };
}

interface Guess {
  readonly range: ValueRange;
  readonly isGuess: boolean;
}

function ofFloats({ least, most }: Extent): Guess | undefined {
  if (!(least <= most)) return undefined;
  // Filters overshoot a little.
  const fits = (white: number): boolean => least >= -0.25 * white && most <= white;
  if (fits(1)) return { range: [0, 1], isGuess: least < 0 };
  if (fits(2)) return { range: [0, 1], isGuess: true };
  if (most > 16 && fits(255)) return { range: [0, 255], isGuess: least < 0 };
  if (most > 255 && most <= 65_535 && least >= 0) return { range: [0, 2 ** bitsOf(most) - 1], isGuess: true };
  return undefined;
}

/** The fewest bits that hold all values. Half the range of unsigned numbers may be empty: photos are dark by chance. */
function ofIntegers({ least, most }: Extent, format: SampleFormat, bits: number): Guess | undefined {
  if (!(least <= most) || least < 0) return undefined;
  const used = Math.max(8, bitsOf(most));
  const all = format === 'signed' ? bits - 1 : bits;
  const isGuess = used < (format === 'signed' ? all : all - 1);
  return { range: [0, 2 ** (isGuess ? used : all) - 1], isGuess };
}

function bitsOf(value: number): number {
  return Math.ceil(Math.log2(Math.floor(value) + 1));
}

function extentOf({ bands, noData, width, height }: Samples): Extent {
  const count = width * height;
  let [least, most, missing] = [Infinity, -Infinity, 0];
  for (const band of bands)
    for (let i = 0; i < count; i++) {
      const value = band.data[band.offset + i * band.stride];
      if (!isValue(value, noData)) missing++;
      else {
        if (value < least) least = value;
        if (value > most) most = value;
      }
    }
  return { least, most, missing };
}

/** False for NaN, the infinities and what marks missing data. */
export function isValue(value: number, noData: number | undefined): boolean {
  return Number.isFinite(value) && value !== noData;
}

/** The largest value of a band, for transparency. */
export function mostOf({ data, offset, stride }: Band): number {
  let most = 0;
  for (let at = offset; at < data.length; at += stride) if (data[at] > most) most = data[at];
  return most;
}

function show(value: number): string {
  return String(Number(value.toPrecision(6)));
}
