/** What the tags of an image say of its pixels (TIFF 6.0); defaults are filled in. */
export interface TiffPage {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample. */
  readonly bits: number;
  readonly sampleFormat: SampleFormat;
  /** PhotometricInterpretation; undefined where it is missing. */
  readonly photometric: number | undefined;
  /** Bands are stored one after the other. */
  readonly isPlanar: boolean;
  /** Samples of a pixel: colours and everything else. */
  readonly samples: number;
  /** What samples behind the colours mean: 0 nothing known, 1 premultiplied alpha, 2 alpha. Undefined where missing. */
  readonly extraSamples: readonly number[] | undefined;
  /** A smaller copy of another image in the file, or a mask: not what the file is about. */
  readonly isSecondary: boolean;
  /** The value that GDAL marks pixels without data with. */
  readonly noData: number | undefined;
  /** Where in the file the value of PhotometricInterpretation stands. */
  readonly photometricAt?: number | undefined;
  /** The first of the images that hang below this one. */
  readonly sub?: TiffPage;
}

/** How the bits of a sample are meant. */
export type SampleFormat = 'unsigned' | 'signed' | 'float' | 'complex';

const sampleFormats: readonly SampleFormat[] = [
  'unsigned',
  'unsigned',
  'signed',
  'float',
  'unsigned',
  'complex',
  'complex',
];

/** Reads the tags that decide about pixels. */
export function toPage(tags: ReadonlyMap<number, readonly number[]>): TiffPage {
  const one = (tag: number): number | undefined => tags.get(tag)?.[0];
  const subfileType = one(254) ?? 0;
  const noData = tags.get(42113);
  return {
    width: one(256) ?? 0,
    height: one(257) ?? 0,
    bits: one(258) ?? 1,
    sampleFormat: sampleFormats[one(339) ?? 1] ?? 'unsigned',
    photometric: one(262),
    isPlanar: one(284) === 2,
    samples: one(277) ?? 1,
    extraSamples: tags.get(338),
    isSecondary: (subfileType & 0b101) !== 0 || one(255) === 2,
    noData: noData && parseNumber(String.fromCharCode(...noData)),
  };
}

function parseNumber(text: string): number | undefined {
  const value = Number.parseFloat(text);
  return Number.isNaN(value) ? undefined : value;
}
