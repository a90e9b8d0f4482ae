import { encodeHeatmap, encodeMask, encodeOverlay } from '@langseg/adapter-node';
import type { RgbImage, RunOptions, Segmentation } from '@langseg/core';
import { labelSlugs } from './name-results.js';
import type { Format } from './segment-options.js';

/** One file of a result. */
export interface ResultFile {
  /** What follows the image's name: `.mask.png`. */
  readonly ending: string;
  readonly bytes: Uint8Array;
}

/** How results are drawn. */
export interface EncodeOptions extends RunOptions {
  readonly alpha?: number;
}

type Encode = (
  result: Segmentation,
  photo: RgbImage,
  options: EncodeOptions,
) => AsyncGenerator<ResultFile, void, undefined>;

const encoders: Readonly<Record<Format, Encode>> = {
  async *mask(result) {
    yield { ending: '.mask.png', bytes: await encodeMask(result.labelMap, result) };
  },
  async *overlay(result, photo, { alpha }) {
    const facts = { labelMap: result.labelMap, legend: result.legend() };
    yield { ending: '.overlay.png', bytes: await encodeOverlay(photo, facts, { alpha }) };
  },
  async *heatmaps(result, photo, options) {
    const unique = [...new Set(result.labels)];
    const slugs = labelSlugs(unique);
    for (const [index, label] of unique.entries()) {
      const { width, height } = result;
      const heat = await result.heatmap(label, options);
      yield {
        ending: `.heatmap.${slugs[index]}.png`,
        bytes: await encodeHeatmap(heat, { width, height, over: photo }),
      };
    }
  },
  async *json(result) {
    yield { ending: '.json', bytes: json(result) };
  },
  async *rle(result) {
    yield { ending: '.rle.json', bytes: json({ ...result.toJSON(), segments: result.toRle() }) };
  },
};

/** The files of a result of `photo` in the given formats, each encoded when it is asked for. */
export async function* encodeResults(
  result: Segmentation,
  photo: RgbImage,
  formats: readonly Format[],
  options: EncodeOptions,
): AsyncGenerator<ResultFile, void, undefined> {
  for (const format of formats) yield* encoders[format](result, photo, options);
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
