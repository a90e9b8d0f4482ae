import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeMaskRows, type OpenImageRows } from '@langseg/adapter-node';
import {
  createLegend,
  labelNames,
  labelOptionsOf,
  LangSegError,
  paletteWith,
  type LabelMap,
} from '@langseg/core';
import { readVersion } from '../../version.js';
import type { FoundImage } from './find-images.js';
import { openPartialMap } from './partial-map.js';
import type { SegmentedImage, SegmentRun } from './segment-run.js';

/**
 * Segments a photo by rows and writes its mask. What is done is kept in a file beside the mask until that is written; a run that
 * was interrupted, even by a power failure, continues there when the same command is given again.
 *
 * @throws LangSegError as `Segmenter.segmentRows`, and `IO_FAILED`.
 */
export async function segmentLargeImage(
  image: FoundImage,
  photo: OpenImageRows,
  run: SegmentRun,
): Promise<SegmentedImage> {
  const { io, options, segmenter, target, view, onWarning } = run;
  const labels = labelNames(run.labels, options);
  const { signal } = io;
  const { longestSide, refine, at } = options;
  if (at)
    throw new LangSegError(
      'USAGE',
      'A photo that is read by rows is not held, so that no pixel of it can be explained: leave out --at.',
    );
  const { width, height } = photo;
  const start = performance.now();
  const bytesPerPixel = labels.length > 256 ? 2 : 1;
  const place = await target.place(image, '.mask.png');
  const map = await openPartialMap(`${place}.partial`, {
    width,
    bytesPerPixel,
    key: await keyOf(image, run),
  });
  try {
    const firstRow = map.rows;
    const notes = firstRow > 0 ? [`Continued at row ${firstRow} of ${height}.`] : [];
    const wishes = {
      ...labelOptionsOf(options),
      view,
      longestSide,
      refine,
      firstRow,
      signal,
      onWarning,
    };
    if (firstRow < height)
      for await (const { labelMap, lastRow } of segmenter.segmentRows(photo, run.labels, wishes)) {
        await map.append(labelMap);
        run.onRows?.(image.name, lastRow, height);
      }
    const labelledAt = performance.now();
    const counts = new Float64Array(labels.length);
    const palette = paletteWith(options.colors ?? [], labels.length);
    const facts = { width, height, labels, palette };
    await target.writeAt(place, (sink) => writeMaskRows(counted(map.read(), counts), facts, sink));
    await map.remove();
    const end = performance.now();
    const areas = [...counts].map((pixels, index) => ({ index, pixels, share: pixels / (width * height) }));
    return {
      name: image.name,
      result: { width, height, labels: createLegend(areas, labels, palette) },
      files: [place],
      warnings: [...photo.warnings, ...notes],
      timings: { encode: 0, label: labelledAt - start, write: end - labelledAt, total: end - start },
    };
  } catch (error) {
    await map.close();
    throw error;
  }
}

/** Everything that the rows depend on. */
async function keyOf({ path }: FoundImage, { labels, view, options, model }: SegmentRun): Promise<string> {
  const photo = await stat(String(path));
  const config = await stat(join(model, 'config.json')).catch(() => undefined);
  const facts = [
    readVersion(),
    [resolve(String(path)), photo.size, photo.mtimeMs],
    [model, config?.mtimeMs],
    [labels, labelOptionsOf(options), view, options.longestSide, options.refine],
  ];
  return `langseg ${createHash('sha256').update(JSON.stringify(facts)).digest('hex')}`;
}

/** Passes rows on and counts the pixels of every label. */
async function* counted(
  rows: AsyncIterable<LabelMap>,
  counts: Float64Array,
): AsyncGenerator<LabelMap, void, undefined> {
  for await (const piece of rows) {
    for (let i = 0; i < piece.length; i++) counts[piece[i]]++;
    yield piece;
  }
}
