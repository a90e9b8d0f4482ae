import { counted, LangSegError } from '@langseg/core';
import type { TiffPage } from '../tiff/tiff-page.js';

/**
 * How an image's samples become colours: by libvips (`colours`, with alpha laid on white or left out), or band by band
 * as numbers (`bands`, from 0; one is grey).
 */
export type SamplePlan =
  | { readonly kind: 'colours'; readonly alpha: 'lay-on-white' | 'leave-out' }
  | { readonly kind: 'bands'; readonly bands: readonly number[]; readonly alpha?: number };

/** A plan, and what the reader of a message should know about it. */
export interface PlannedSamples {
  readonly plan: SamplePlan;
  readonly remark?: string;
}

/** Values of PhotometricInterpretation. */
export const [blackIsZero, rgb] = [1, 2];
const [whiteIsZero, palette, cmyk, yCbCr] = [0, 3, 5, 6];
/** Number of colour samples by PhotometricInterpretation. */
const colourCounts: Readonly<Record<number, number>> = {
  [whiteIsZero]: 1,
  [blackIsZero]: 1,
  [rgb]: 3,
  [palette]: 1,
  [cmyk]: 4,
  [yCbCr]: 3,
};

/** Colours that can't be shown without knowing more than the file says, or that libvips doesn't read. */
const foreignColours: Readonly<Record<number, string>> = {
  4: 'a transparency mask',
  8: 'CIELAB colours',
  9: 'ICCLAB colours',
  10: 'ITULAB colours',
  32803: "the mosaic of a camera's sensor (raw)",
  34892: "linear values of a camera's sensor (raw)",
  51177: 'a depth map',
};

/**
 * Decides by the tags of a TIFF what its samples are. ExtraSamples alone says which band is transparency; others behind
 * the colours, such as near infrared, are left out.
 *
 * @param bands what the caller wants as red, green and blue, or grey, from 1.
 * @throws LangSegError `IMAGE_UNREADABLE` for colours that can't be read and bands that are not there.
 */
export function planSamples(name: string, page: TiffPage, bands?: readonly number[]): PlannedSamples {
  const { photometric = page.samples >= 3 ? rgb : blackIsZero, samples, bits, sampleFormat } = page;
  if (foreignColours[photometric])
    throw unreadable(name, `stores ${foreignColours[photometric]}; export it as RGB`, { photometric });
  if (sampleFormat === 'complex') throw unreadable(name, 'stores complex numbers', {});
  if (![1, 2, 4, 8, 16, 32].includes(bits))
    throw unreadable(name, `stores ${bits} bits per sample; write it with 8, 16 or 32`, { bits });
  if (bands) return { plan: { kind: 'bands', bands: checkBands(name, bands, samples) } };
  const colours = colourCounts[photometric];
  if (colours === undefined) return { plan: { kind: 'colours', alpha: 'lay-on-white' } };
  const extra = page.extraSamples ?? [];
  const alphaAt = extra.findIndex((meaning) => meaning === 1 || meaning === 2);
  const alpha = alphaAt < 0 || colours + alphaAt >= samples ? undefined : colours + alphaAt;
  const remark = remarkOn(samples, colours, alpha);
  const isPlain = sampleFormat === 'unsigned' && bits <= 16 && !isOddGrey(page) && !isInverted(page);
  if (isGrey(photometric) && samples > 2 && alpha === undefined)
    return { plan: { kind: 'bands', bands: [0, 1, 2] }, remark: asColours(samples) };
  // libvips takes whatever comes last for transparency.
  const isAlphaLast = alpha === samples - 1 && samples === colours + 1;
  if ((isPlain && (alpha === undefined || isAlphaLast)) || !(isGrey(photometric) || photometric === rgb))
    return {
      plan: { kind: 'colours', alpha: isAlphaLast ? 'lay-on-white' : 'leave-out' },
      remark,
    };
  return { plan: { kind: 'bands', bands: isGrey(photometric) ? [0] : [0, 1, 2], alpha }, remark };
}

/**
 * Several bands of grey that libvips does not read as they are, unless it is told that they are colours: of those that lie
 * one after the other it mixes up the rows, and of signed ones it takes the last for transparency.
 */
export function isOddGrey({ photometric, samples, isPlanar, sampleFormat }: TiffPage): boolean {
  return isGrey(photometric) && samples > 1 && (isPlanar || sampleFormat === 'signed');
}

/**
 * White is zero, and it is for us to turn the values: libvips turns those of the first band alone, floats and signed ones
 * not at all, and of 16 bits from their largest possible value, which 12 stored bits never reach.
 */
export function isInverted({ photometric, samples, bits, sampleFormat }: TiffPage): boolean {
  return photometric === whiteIsZero && bits >= 8 && (bits > 8 || sampleFormat !== 'unsigned' || samples > 1);
}

function isGrey(photometric: number | undefined): boolean {
  return photometric === whiteIsZero || photometric === blackIsZero;
}

function remarkOn(samples: number, colours: number, alpha: number | undefined): string | undefined {
  const isLeftOut = (band: number): boolean => band >= colours && band !== alpha;
  const leftOut = Array.from({ length: samples }, (_, band) => band)
    .filter(isLeftOut)
    .map((band) => band + 1);
  if (leftOut.length === 0) return undefined;
  const which =
    leftOut.length === 1 ? `band ${leftOut[0]} is` : `bands ${leftOut[0]} to ${leftOut.at(-1)} are`;
  return `has ${samples} bands; ${which} neither colour nor transparency and not used (choose others with bands)`;
}

function asColours(samples: number): string {
  return `has ${samples} bands and doesn't say which are colours; 1, 2, 3 are read as red, green, blue (choose others with bands)`;
}

function checkBands(name: string, bands: readonly number[], samples: number): number[] {
  if (bands.some((band) => band > samples))
    throw unreadable(name, `has ${counted(samples, 'band')}; bands asks for ${bands.join(', ')}`, {
      bands,
      samples,
    });
  return bands.map((band) => band - 1);
}

function unreadable(name: string, what: string, facts: Readonly<Record<string, unknown>>): LangSegError {
  return new LangSegError('IMAGE_UNREADABLE', `${name} ${what}.`, { path: name, ...facts });
}
