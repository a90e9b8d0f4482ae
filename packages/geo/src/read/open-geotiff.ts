import { withIoErrors } from '@langseg/adapter-node';
import { throwIfAborted, type ImageRows, type RgbImage, type RunOptions } from '@langseg/core';
import { fromFile, type TypedArray } from 'geotiff';
import { georeferenceOf, type Georeference } from '../crs/georeference.js';
import { assertReadable, blockDecoders } from './block-decoder.js';
import { checkDirectory } from './check-directory.js';
import { alphaOf, assertSize, assertWhole, blockBytesOf, chosenBands, geoTags } from './geotiff-facts.js';
import { rangeOf, samplePlaces, type ValueRange } from './pixel-range.js';
import { readable } from './readable.js';

/** Options of {@link openGeoTiff}. */
export interface GeoTiffOptions extends RunOptions {
  /** Bands that are red, green and blue, or one as grey, counted from 1. Default: the first three, or the first. */
  readonly bands?: readonly number[];
  /** Values that are black and white. Default: 0 and 255 for 8 bits, else what lies between 2 % and 98 % of a sample. */
  readonly range?: ValueRange;
  /** Larger pictures are refused. Default 100 million pixels. */
  readonly maxPixels?: number;
}

/** A GeoTIFF that is read by rows. Close it when done. */
export interface GeoImage extends ImageRows {
  readonly geo: Georeference;
  /** Bands and range that were chosen. */
  readonly bands: readonly number[];
  readonly range: ValueRange;
  /** `[height, width]`: 1 where what was read so far had no value; undefined where the file knows no such pixels. */
  readonly missing?: Uint8Array;
  close(): void;
}

/**
 * Opens a GeoTIFF for `Segmenter.segmentRows`: tiles or strips are decoded when their rows are wanted.
 *
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`; `IMAGE_UNREADABLE` for what is no GeoTIFF, bands that are not there, a compression that
 * is not read, and no georeference; `IMAGE_TOO_LARGE`, also for strips of more than 256 MB; `FILE_CORRUPT`, `ABORTED`.
 */
export function openGeoTiff(path: string, options: GeoTiffOptions = {}): Promise<GeoImage> {
  // Whatever the library is asked of a damaged file, it may throw what it likes.
  return readable(path, () => openPicture(path, options));
}

async function openPicture(path: string, options: GeoTiffOptions): Promise<GeoImage> {
  const { maxPixels = 100_000_000, signal } = options;
  throwIfAborted(signal);
  await checkDirectory(path);
  const tiff = await withIoErrors('open', path, () => fromFile(path, signal));
  try {
    const image = await tiff.getImage(0);
    const [width, height, samples] = [image.getWidth(), image.getHeight(), image.getSamplesPerPixel()];
    assertSize(path, width, height, maxPixels);
    await assertWhole(path, image);
    const geo = georeferenceOf(await geoTags(path, image), path);
    const bands = chosenBands(path, options.bands, samples);
    assertReadable(image.fileDirectory.getValue('Compression') ?? 1, path);
    const pool = blockDecoders({ path, blockBytes: blockBytesOf(path, image) });
    const noData = image.getGDALNoData();
    const isFloat = image.getSampleFormat(0) === 3;
    const is8Bit = image.getBitsPerSample(0) <= 8 && image.getSampleFormat(0) === 1;
    const alpha = alphaOf(image, samples);
    const knowsMissing = noData !== null || isFloat || alpha !== undefined;
    const missing = knowsMissing ? new Uint8Array(width * height) : undefined;
    const wanted = [...bands.map((band) => band - 1), ...(alpha === undefined ? [] : [alpha])];
    const readWindow = (window: readonly number[], run: RunOptions = {}): Promise<TypedArray[]> =>
      readable(path, async () => {
        throwIfAborted(run.signal);
        const read = await image.readRasters({
          window: [...window],
          samples: wanted,
          pool: pool as never,
          interleave: false,
          signal: run.signal,
        });
        return read;
      });
    const isMissing = (values: readonly TypedArray[], i: number): boolean =>
      (alpha !== undefined && values[bands.length][i] === 0) ||
      values.every(
        (band, at) => at >= bands.length || !Number.isFinite(Number(band[i])) || band[i] === noData,
      );
    const range = options.range ?? (is8Bit ? ([0, 255] as const) : rangeOf(await sample(), path));
    return {
      width,
      height,
      geo,
      bands,
      range,
      ...(missing && { missing }),
      async read(first, last, run = {}) {
        const values = await readWindow([0, first, width, last], run);
        const data = new Uint8Array(3 * width * (last - first));
        const scale = 255 / (range[1] - range[0]);
        for (let i = 0; i < data.length / 3; i++) {
          const isEmpty = missing !== undefined && isMissing(values, i);
          if (missing) missing[first * width + i] = Number(isEmpty);
          for (let channel = 0; channel < 3 && !isEmpty; channel++) {
            const value = Number(values[bands.length === 1 ? 0 : channel][i]);
            data[3 * i + channel] = Math.round(Math.min(255, Math.max(0, (value - range[0]) * scale)));
          }
        }
        return { width, height: last - first, data } satisfies RgbImage;
      },
      close: () => void tiff.close(),
    };

    /** Values from places all over the picture. */
    async function sample(): Promise<number[]> {
      const found: number[] = [];
      for (const window of samplePlaces(width, height)) {
        const values = await readWindow(window, { signal });
        for (let i = 0; i < values[0].length; i += 7)
          if (!isMissing(values, i))
            for (const band of values.slice(0, bands.length)) found.push(Number(band[i]));
      }
      return found.filter(Number.isFinite);
    }
  } catch (error) {
    void tiff.close();
    throw error;
  }
}
