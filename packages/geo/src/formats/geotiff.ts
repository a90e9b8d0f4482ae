import { deflateSync } from 'node:zlib';
import { colorAt, LangSegError } from '@langseg/core';
import * as z from 'zod';
import type { GeoMap } from '../segment/segment-geotiff.js';
import { defineGeoFormat } from './geo-format.js';
import { tiffDirectory, type TiffTag } from './tiff-tags.js';

/** Bytes of a strip before it is packed. */
const stripBytes = 2 ** 18;
/** A TIFF without its 64-bit extension has fewer bytes. */
const mostBytes = 2 ** 32 - 2 ** 20;

/**
 * A GeoTIFF of the picture's size and place, bit for bit the same tags: the pixel value is the index of the label, with a colour table, and
 * 255 (65535 for more than 255 labels) where the picture has no value. The labels stand in `<name>.tif.aux.xml`, where GDAL and QGIS look
 * for the names of categories.
 */
export const geotiff = defineGeoFormat({
  type: 'geotiff',
  description: "the label's index at every pixel, with colours and names, at the picture's place",
  configSchema: z.strictObject({}),
  async write(map, _options, { name, file }) {
    await file(`${name}.mask.tif`, tiffChunks(map));
    await file(`${name}.mask.tif.aux.xml`, [categoryNames(map.labels)]);
  },
});

function* tiffChunks({
  width,
  height,
  labelMap,
  noData,
  palette,
  labels,
  geo,
}: GeoMap): Generator<Uint8Array, void, undefined> {
  const bytes = labelMap.BYTES_PER_ELEMENT;
  const rows = Math.max(1, Math.floor(stripBytes / (width * bytes)));
  const strips: Uint8Array[] = [];
  for (let first = 0; first < height; first += rows) {
    const part = labelMap.subarray(first * width, Math.min(height, first + rows) * width);
    const packed = deflateSync(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    strips.push(packed.length % 2 ? Buffer.concat([packed, Buffer.alloc(1)]) : packed);
  }
  const offsets: number[] = [];
  let at = 8;
  for (const strip of strips) {
    offsets.push(at);
    at += strip.length;
  }
  if (at > mostBytes)
    throw new LangSegError('IO_FAILED', `A mask of ${at} bytes is too large for a TIFF.`, { size: at });
  const header = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  header.writeUInt32LE(at, 4);
  yield header;
  yield* strips;
  const isIndexed = bytes === 1;
  const tags: TiffTag[] = [
    { tag: 256, type: 'long', values: [width] },
    { tag: 257, type: 'long', values: [height] },
    { tag: 258, type: 'short', values: [8 * bytes] },
    { tag: 259, type: 'short', values: [8] },
    { tag: 262, type: 'short', values: [isIndexed ? 3 : 1] },
    { tag: 273, type: 'long', values: offsets },
    { tag: 277, type: 'short', values: [1] },
    { tag: 278, type: 'long', values: [rows] },
    { tag: 279, type: 'long', values: strips.map((strip) => strip.length) },
    { tag: 284, type: 'short', values: [1] },
    ...(isIndexed ? [{ tag: 320, type: 'short', values: colorTable(labels.length, palette) } as const] : []),
    { tag: 339, type: 'short', values: [1] },
    ...[...geo.tags].map(([tag, values]) => ({ tag, type: typeOf(tag), values })),
    { tag: 42113, type: 'ascii', values: String(noData) },
  ];
  yield tiffDirectory(tags, at);
}

function typeOf(tag: number): TiffTag['type'] {
  if (tag === 34735) return 'short';
  return tag === 34737 ? 'ascii' : 'double';
}

/** 256 reds, greens and blues of 16 bits. */
function colorTable(count: number, palette: GeoMap['palette']): number[] {
  const channels = [0, 1, 2];
  return channels.flatMap((channel) =>
    Array.from({ length: 256 }, (_, index) => (index < count ? 257 * colorAt(palette, index)[channel] : 0)),
  );
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function categoryNames(labels: readonly string[]): string {
  // Control characters have no place in XML.
  const escaped = labels.map((label) =>
    label.replace(/\p{Cc}/gu, ' ').replace(/[&<>]/g, (sign) => entities[sign]),
  );
  const names = escaped.map((label) => `      <Category>${label}</Category>\n`).join('');
  return `<PAMDataset>\n  <PAMRasterBand band="1">\n    <CategoryNames>\n${names}    </CategoryNames>\n  </PAMRasterBand>\n</PAMDataset>\n`;
}
