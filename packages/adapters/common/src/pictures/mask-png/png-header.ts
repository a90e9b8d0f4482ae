/** What IHDR says. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample: 1, 2, 4, 8 or 16. */
  readonly depth: number;
  /** 0 greyscale, 2 RGB, 3 indexed, 4 greyscale with alpha, 6 RGB with alpha. */
  readonly colorType: number;
  /** Samples of a pixel. */
  readonly channels: number;
  readonly isInterlaced: boolean;
}

interface ColorType {
  readonly name: string;
  readonly channels: number;
  readonly depths: readonly number[];
}

const colorTypes: Readonly<Record<number, ColorType>> = {
  0: { name: 'greyscale', channels: 1, depths: [1, 2, 4, 8, 16] },
  2: { name: 'RGB', channels: 3, depths: [8, 16] },
  3: { name: 'indexed', channels: 1, depths: [1, 2, 4, 8] },
  4: { name: 'greyscale with alpha', channels: 2, depths: [8, 16] },
  6: { name: 'RGB with alpha', channels: 4, depths: [8, 16] },
};

/**
 * Reads the data of an IHDR chunk.
 *
 * @throws Error for a combination that PNG does not have, and for sides of 0.
 */
export function parseHeader(data: Uint8Array): PngHeader {
  if (data.length !== 13) throw new Error(`its header has ${data.length} bytes instead of 13`);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth, colorType, compression, filter, interlace] = data.subarray(8);
  const largest = 2 ** 31 - 1;
  if (width < 1 || height < 1 || width > largest || height > largest)
    throw new Error(`its header says ${width}×${height} pixels`);
  const type = colorTypes[colorType];
  if (!type?.depths.includes(depth))
    throw new Error(`its header says colour type ${colorType} with ${depth} bit, which PNG does not have`);
  if (compression !== 0 || filter !== 0 || interlace > 1)
    throw new Error(
      `its header asks for methods that PNG does not have (${compression}, ${filter}, ${interlace})`,
    );
  return { width, height, depth, colorType, channels: type.channels, isInterlaced: interlace === 1 };
}

/** `8-bit RGB` */
export function describeHeader({ depth, colorType }: PngHeader): string {
  return `${depth}-bit ${colorTypes[colorType].name}`;
}
