import { LangSegError, type ReadImageOptions, type RgbImage } from '@langseg/core';
import type { Metadata } from 'sharp';
import { interleaved, type Samples } from '../samples/band.js';
import { isInverted, type SamplePlan } from '../samples/sample-plan.js';
import { toRgb } from '../samples/to-rgb.js';
import { findRange, mostOf, type ValueType } from '../samples/value-range.js';
import { decodeBands } from './decode-bands.js';
import { decodeWideColours } from './decode-colours.js';
import type { Decoder } from './decoder.js';
import type { PictureFacts } from './picture.js';

/**
 * Colours of 8 bits by the bands and the range that the caller wants.
 *
 * @throws LangSegError `IMAGE_UNREADABLE` for bands that are not there.
 */
export function colourBytes(
  { width, height, data }: RgbImage,
  { name, picture }: PictureFacts,
  { bands, range = [0, 255] }: ReadImageOptions,
): RgbImage {
  const samples = { width, height, bands: interleaved(data, 3) };
  return toRgb(chooseBands(name, samples, picture.tiff ? undefined : bands), range, 255);
}

/**
 * Decodes samples of other types than bytes, or bands one by one, and scales them to bytes.
 *
 * @param remark told what the reader of a message should know.
 * @throws LangSegError `IMAGE_UNREADABLE`; whatever sharp throws.
 */
export async function samplesToRgb(
  decoder: Decoder,
  { name, picture, metadata }: PictureFacts,
  { bands, range }: ReadImageOptions,
  remark: (text: string) => void,
): Promise<RgbImage> {
  const { tiff, plan } = picture;
  const samples = await samplesOf(decoder, metadata, plan);
  const chosen = chooseBands(name, samples, tiff ? undefined : bands);
  const type: ValueType = tiff
    ? { format: tiff.sampleFormat, bits: tiff.bits, isInverted: isInverted(tiff) }
    : { format: 'unsigned', bits: 16 };
  const withGaps = { ...chosen, noData: tiff?.noData };
  const found = range ? { range } : findRange(name, withGaps, type);
  if (found.remark) remark(found.remark);
  const opaque = samples.alpha ? opaqueValue(samples, type) : 1;
  return toRgb(withGaps, found.range, opaque);
}

function samplesOf(decoder: Decoder, metadata: Metadata, plan: SamplePlan): Promise<Samples> {
  return plan.kind === 'bands'
    ? decodeBands(decoder, metadata, plan)
    : decodeWideColours(decoder, plan.alpha);
}

/** Full opacity: that of the type, or less where the values use fewer bits. */
function opaqueValue({ alpha }: Samples, { format, bits }: ValueType): number {
  const most = mostOf(alpha!);
  if (format === 'float') return most <= 1 ? 1 : 255;
  const leastBits = format === 'signed' ? 7 : 8;
  return 2 ** Math.min(bits, Math.max(leastBits, Math.ceil(Math.log2(most + 1)))) - 1;
}

function chooseBands(name: string, samples: Samples, bands: readonly number[] | undefined): Samples {
  if (!bands) return samples;
  const chosen = bands.map((band) => samples.bands[band - 1]);
  if (chosen.every((band) => band !== undefined)) return { ...samples, bands: chosen };
  throw new LangSegError(
    'IMAGE_UNREADABLE',
    `${name} has ${samples.bands.length} bands; bands asks for ${bands.join(', ')}.`,
    { path: name, bands },
  );
}
