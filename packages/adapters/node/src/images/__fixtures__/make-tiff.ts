/** How samples are stored: `u8`, `f32` … */
export type SampleType = 'u8' | 'i8' | 'u16' | 'i16' | 'u32' | 'i32' | 'f32' | 'f64';

/** One image of a TIFF file. */
export interface TiffPage {
  readonly width: number;
  readonly height: number;
  /** `height × width × bands` values, band after band of each pixel. */
  readonly values: ArrayLike<number>;
  readonly bands: number;
  /** Default `u8`. */
  readonly type?: SampleType;
  /** PhotometricInterpretation. Default 2 (RGB) from three bands on, else 1 (black is zero). */
  readonly photometric?: number;
  /** ExtraSamples; left out by default. */
  readonly extraSamples?: readonly number[];
  /** Store one band after the other. */
  readonly planar?: boolean;
  /** Further entries: tag, field type (3 SHORT, 4 LONG, 2 ASCII), values. */
  readonly tags?: readonly (readonly [tag: number, type: number, values: readonly number[]])[];
}

const bytesOf = { u8: 1, i8: 1, u16: 2, i16: 2, u32: 4, i32: 4, f32: 4, f64: 8 };
const fieldBytes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 16: 8 };

/** Writes an uncompressed TIFF, little-endian, with one strip a page (one a band when planar). */
export function makeTiff(
  pages: readonly TiffPage[] | TiffPage,
  { big = false }: { readonly big?: boolean } = {},
): Uint8Array {
  const list = 'bands' in pages ? [pages] : pages;
  const header = Buffer.alloc(big ? 16 : 8);
  header.write('II');
  header.writeUInt16LE(big ? 43 : 42, 2);
  if (big) header.writeUInt16LE(8, 4);
  const parts: Buffer[] = [header];
  let at = header.length;
  let link: { readonly buffer: Buffer; readonly offset: number } = { buffer: header, offset: big ? 8 : 4 };
  const append = (part: Buffer): number => {
    const padded = Buffer.concat([part, Buffer.alloc(-part.length & 7)]);
    parts.push(padded);
    at += padded.length;
    return at - padded.length;
  };
  const writeOffset = (buffer: Buffer, value: number, offset: number): void => {
    if (big) buffer.writeBigUInt64LE(BigInt(value), offset);
    else buffer.writeUInt32LE(value, offset);
  };
  for (const page of list) {
    const { width, height, bands, type = 'u8', planar = false } = page;
    const strips = stripsOf(page);
    const offsets = strips.map(append);
    const entries: (readonly [number, number, readonly number[]])[] = [
      [256, 4, [width]],
      [257, 4, [height]],
      [258, 3, Array.from({ length: bands }, () => 8 * bytesOf[type])],
      [259, 3, [1]],
      [262, 3, [page.photometric ?? (bands >= 3 ? 2 : 1)]],
      [273, 4, offsets],
      [277, 3, [bands]],
      [278, 4, [height]],
      [279, 4, strips.map(({ length }) => length)],
      [284, 3, [planar ? 2 : 1]],
      [339, 3, Array.from({ length: bands }, () => ({ u: 1, i: 2, f: 3 })[type[0] as 'u' | 'i' | 'f'])],
    ];
    if (page.extraSamples) entries.push([338, 3, page.extraSamples]);
    const replaced = new Set(page.tags?.map(([tag]) => tag));
    const all = [...entries.filter(([tag]) => !replaced.has(tag)), ...(page.tags ?? [])].sort(
      (a, b) => a[0] - b[0],
    );
    const [countBytes, entryBytes] = big ? [8, 20] : [2, 12];
    const directory = Buffer.alloc(countBytes + all.length * entryBytes + (big ? 8 : 4));
    if (big) directory.writeBigUInt64LE(BigInt(all.length), 0);
    else directory.writeUInt16LE(all.length, 0);
    all.forEach(([tag, fieldType, values], index) => {
      const entry = countBytes + index * entryBytes;
      directory.writeUInt16LE(tag, entry);
      directory.writeUInt16LE(fieldType, entry + 2);
      writeOffset(directory, values.length, entry + 4);
      const inline = entry + (big ? 12 : 8);
      const size = fieldBytes[fieldType] ?? 1;
      const field = Buffer.alloc(size * values.length);
      values.forEach((value, i) => {
        if (size === 8) field.writeBigUInt64LE(BigInt(value), i * 8);
        else field.writeUIntLE(value, i * size, size);
      });
      if (field.length <= (big ? 8 : 4)) field.copy(directory, inline);
      else writeOffset(directory, append(field), inline);
    });
    const offset = append(directory);
    writeOffset(link.buffer, offset, link.offset);
    // `append` copied the directory; the link to the next one is written into the copy.
    link = { buffer: parts[parts.length - 1], offset: directory.length - (big ? 8 : 4) };
  }
  return Buffer.concat(parts);
}

function stripsOf({ width, height, values, bands, type = 'u8', planar = false }: TiffPage): Buffer[] {
  const size = bytesOf[type];
  const count = width * height;
  const strips = Array.from({ length: planar ? bands : 1 }, () =>
    Buffer.alloc((count * bands * size) / (planar ? bands : 1)),
  );
  for (let pixel = 0; pixel < count; pixel++)
    for (let band = 0; band < bands; band++) {
      const value = values[pixel * bands + band];
      if (planar) writeSample(strips[band], value, pixel * size, type);
      else writeSample(strips[0], value, (pixel * bands + band) * size, type);
    }
  return strips;
}

function writeSample(buffer: Buffer, value: number, at: number, type: SampleType): void {
  if (type === 'f32') buffer.writeFloatLE(value, at);
  else if (type === 'f64') buffer.writeDoubleLE(value, at);
  else if (type[0] === 'u') buffer.writeUIntLE(value, at, bytesOf[type]);
  else buffer.writeIntLE(value, at, bytesOf[type]);
}
