import type { Metadata, Sharp } from 'sharp';
import type { Band, Samples } from '../samples/band.js';
import type { Decoder } from './decoder.js';

/** Bands of a file, from 0. */
export interface WantedBands {
  readonly bands: readonly number[];
  readonly alpha?: number;
}

/** Two to the power of 15: what makes signed numbers of 16 bits unsigned ones. */
const signedOffset = 32_768;

/**
 * Decodes bands as the numbers that are stored, upright, one after the other: colour management has no say, and no more
 * than the wanted bands are in memory.
 */
export async function decodeBands(
  decoder: Decoder,
  metadata: Metadata,
  { bands, alpha }: WantedBands,
): Promise<Samples> {
  let size = { width: 0, height: 0 };
  const decoded = new Map<number, Band>();
  for (const band of new Set(alpha === undefined ? bands : [...bands, alpha])) {
    const { data, width, height } = await decoder.run((sharp) => numbersOf(sharp, metadata, band), {
      ignoreIcc: true,
    });
    size = { width, height };
    decoded.set(band, { data: typed(data, metadata), offset: 0, stride: 1 });
  }
  const at = (band: number): Band => decoded.get(band)!;
  return { ...size, bands: bands.map(at), ...(alpha !== undefined && { alpha: at(alpha) }) };
}

/** sharp would cut off negative numbers of grey pictures of 16 bits; they are moved up for the way through it. */
function isMoved({ space, depth }: Metadata): boolean {
  return space === 'grey16' && depth === 'short';
}

function numbersOf(sharp: Sharp, metadata: Metadata, band: number): Sharp {
  const { space, depth } = metadata;
  const moved = isMoved(metadata) ? sharp.linear(1, signedOffset) : sharp;
  const numbers = moved
    .autoOrient()
    .pipelineColourspace(space)
    .toColourspace(space)
    .raw({ depth: depth === 'uchar' || depth === 'ushort' ? depth : 'float' });
  // `extractChannel` takes the first five bands alone, the option behind it any.
  (numbers as unknown as { readonly options: { extractChannel: number } }).options.extractChannel = band;
  return numbers;
}

function typed(data: Buffer, metadata: Metadata): Band['data'] {
  const { buffer, byteOffset, length } = data;
  if (metadata.depth === 'uchar') return data;
  if (metadata.depth === 'ushort') return new Uint16Array(buffer, byteOffset, length / 2);
  const floats = new Float32Array(buffer, byteOffset, length / 4);
  if (isMoved(metadata)) for (let i = 0; i < floats.length; i++) floats[i] -= signedOffset;
  return floats;
}
