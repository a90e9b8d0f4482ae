import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { tiffDirectory, type TiffTag } from '../formats/tiff-tags.js';

/** What a small GeoTIFF is made of. */
export interface SmallTiff {
  readonly width: number;
  readonly height: number;
  readonly samples?: number;
  /** Interleaved, or band by band with `planar`. */
  readonly data: Uint8Array | Uint16Array | Float32Array;
  readonly planar?: boolean;
  /** Packs a strip. Default: deflate. */
  readonly compression?: 1 | 5 | 7 | 8 | 32773;
  readonly pack?: (bytes: Uint8Array) => Uint8Array;
  readonly rowsPerStrip?: number;
  /** Tags to add, or to put in place of others. */
  readonly tags?: readonly TiffTag[];
  /** Tags to leave out. */
  readonly without?: readonly number[];
}

/** North up, pixels of 2 m, the upper left corner at 500000, 5400000 in UTM zone 32 of WGS 84. */
export const utmTags: readonly TiffTag[] = [
  { tag: 33550, type: 'double', values: [2, 2, 0] },
  { tag: 33922, type: 'double', values: [0, 0, 0, 500000, 5400000, 0] },
  { tag: 34735, type: 'short', values: [1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 32632] },
];

/** A little-endian TIFF in strips. */
export function makeTiff(spec: SmallTiff): Buffer {
  const { width, height, samples = 1, data, planar = false, compression = 8, rowsPerStrip = height } = spec;
  const pack = spec.pack ?? (compression === 8 ? deflateSync : (bytes: Uint8Array) => bytes);
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const planes = planar ? samples : 1;
  const rowBytes = (width * (planar ? 1 : samples) * data.BYTES_PER_ELEMENT);
  const strips: Uint8Array[] = [];
  for (let plane = 0; plane < planes; plane++)
    for (let row = 0; row < height; row += rowsPerStrip) {
      const first = (plane * height + row) * rowBytes;
      strips.push(pack(bytes.subarray(first, first + Math.min(rowsPerStrip, height - row) * rowBytes)));
    }
  const offsets = strips.map((_, at) => 8 + strips.slice(0, at).reduce((sum, strip) => sum + strip.length, 0));
  const end = 8 + strips.reduce((sum, strip) => sum + strip.length, 0);
  const each = (value: number): number[] => new Array<number>(samples).fill(value);
  const own: TiffTag[] = [
    { tag: 256, type: 'long', values: [width] },
    { tag: 257, type: 'long', values: [height] },
    { tag: 258, type: 'short', values: each(8 * data.BYTES_PER_ELEMENT) },
    { tag: 259, type: 'short', values: [compression] },
    { tag: 262, type: 'short', values: [samples >= 3 ? 2 : 1] },
    { tag: 273, type: 'long', values: offsets },
    { tag: 277, type: 'short', values: [samples] },
    { tag: 278, type: 'long', values: [rowsPerStrip] },
    { tag: 279, type: 'long', values: strips.map((strip) => strip.length) },
    { tag: 284, type: 'short', values: [planar ? 2 : 1] },
    { tag: 339, type: 'short', values: each(data instanceof Float32Array ? 3 : 1) },
    ...utmTags,
  ];
  const { tags = [], without = [] } = spec;
  const kept = own.filter(({ tag }) => !without.includes(tag) && !tags.some((other) => other.tag === tag));
  const all = [...kept, ...tags].sort((a, b) => a.tag - b.tag);
  const header = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  header.writeUInt32LE(end, 4);
  return Buffer.concat([header, ...strips, tiffDirectory(all, end)]);
}

/** Writes it into a folder of its own. */
export async function writeTiff(spec: SmallTiff | Uint8Array): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'langseg-geo-')), 'field.tif');
  await writeFile(path, spec instanceof Uint8Array ? spec : makeTiff(spec));
  return path;
}
