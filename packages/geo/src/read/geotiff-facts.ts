import { stat } from 'node:fs/promises';
import { withIoErrors } from '@langseg/adapter-node';
import { counted, LangSegError } from '@langseg/core';
import type { GeoTIFFImage } from 'geotiff';
import type { GeoTags } from '../crs/georeference.js';
import { readable } from './readable.js';

/** A block of pixels that is decoded at once has no more bytes. */
const mostBlockBytes = 2 ** 28;

/**
 * Bytes of a block, a tile or strip, when it is decoded.
 *
 * @throws LangSegError `IMAGE_TOO_LARGE`.
 */
export function blockBytesOf(path: string, image: GeoTIFFImage): number {
  const width = image.getTileWidth();
  // A strip may say that it has all rows by a number without end.
  const height = image.isTiled ? image.getTileHeight() : Math.min(image.getHeight(), image.getTileHeight());
  const pixelBytes = image.planarConfiguration === 2 ? image.getSampleByteSize(0) : image.getBytesPerPixel();
  const bytes = width * height * pixelBytes;
  if (bytes > 0 && bytes <= mostBlockBytes) return bytes;
  throw new LangSegError(
    'IMAGE_TOO_LARGE',
    `${path} is stored in blocks of ${width} × ${height} pixels, which are decoded at once. Write it in tiles: ` +
      `gdal_translate -co TILED=YES ${path} new.tif`,
    { path, width, height },
  );
}

/** What lies behind the end of a file would be read as zeros. */
export async function assertWhole(path: string, image: GeoTIFFImage): Promise<void> {
  const { size } = await withIoErrors('read', path, () => stat(path));
  const kind = image.isTiled ? 'Tile' : 'Strip';
  const load = async (tag: string): Promise<ArrayLike<number | bigint>> => {
    const value = (await readable(path, () => image.fileDirectory.loadValue(tag as never))) as unknown;
    return (typeof value === 'number' ? [value] : (value ?? [])) as ArrayLike<number | bigint>;
  };
  const [offsets, counts] = [await load(`${kind}Offsets`), await load(`${kind}ByteCounts`)];
  for (let i = 0; i < offsets.length; i++)
    if (!(Number(offsets[i]) + Number(counts[i]) <= size))
      throw new LangSegError(
        'IMAGE_UNREADABLE',
        `${path} is cut off: it has ${size} bytes, and pixels lie behind them.`,
        { path, size },
      );
}

export async function geoTags(path: string, image: GeoTIFFImage): Promise<GeoTags> {
  const { fileDirectory } = image;
  const load = async (tag: number): Promise<never> =>
    (await readable(path, () => fileDirectory.loadValue(tag))) as never;
  return {
    pixelScale: await load(33550),
    tiepoints: await load(33922),
    transformation: await load(34264),
    keyDirectory: await load(34735),
    doubleParams: await load(34736),
    asciiParams: await load(34737),
  };
}

export function assertSize(path: string, width: number, height: number, maxPixels: number): void {
  if (![width, height].every((side) => Number.isSafeInteger(side) && side > 0))
    throw new LangSegError('IMAGE_UNREADABLE', `${path} is damaged: it doesn't say how large it is.`, {
      path,
    });
  if (width * height <= maxPixels) return;
  throw new LangSegError(
    'IMAGE_TOO_LARGE',
    `${path} has ${width} × ${height} pixels; the limit is ${maxPixels}. Cut it with gdal_translate -srcwin, or raise maxPixels.`,
    { path, width, height, maxPixels },
  );
}

export function chosenBands(
  path: string,
  bands: readonly number[] | undefined,
  samples: number,
): readonly number[] {
  const chosen = bands ?? (samples >= 3 ? [1, 2, 3] : [1]);
  if (
    [1, 3].includes(chosen.length) &&
    chosen.every((band) => Number.isSafeInteger(band) && band >= 1 && band <= samples)
  )
    return chosen;
  throw new LangSegError(
    'IMAGE_UNREADABLE',
    `${path} has ${counted(samples, 'band')}; bands asks for ${chosen.join(', ')}. Expected three of them (red, green, blue) or one.`,
    { path, bands: chosen, samples },
  );
}

/** The band of transparency, if there is one. */
export function alphaOf(image: GeoTIFFImage, samples: number): number | undefined {
  const extra = image.fileDirectory.getValue('ExtraSamples') as ArrayLike<number> | number | undefined;
  const kinds = extra === undefined ? [] : typeof extra === 'number' ? [extra] : Array.from(extra);
  const at = kinds.findIndex((kind) => kind === 1 || kind === 2);
  return at < 0 ? undefined : samples - kinds.length + at;
}
