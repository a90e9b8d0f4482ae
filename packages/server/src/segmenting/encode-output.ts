import { encodeHeatmap, encodeMask, encodeOverlay } from '@langseg/adapter-node';
import type { LiveSegmentation, RgbImage, RunOptions } from '@langseg/core';
import type { SegmentRequest } from '../requests/segment-request.js';

/** An encoded result. */
export interface EncodedOutput {
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** What a result does not know itself. */
export interface OutputFacts extends RunOptions {
  readonly photo: RgbImage;
  readonly warnings: readonly string[];
}

/** Writes a result in the form that was asked for. */
export async function encodeOutput(
  result: LiveSegmentation,
  { output, alpha, label, temperature }: SegmentRequest,
  { photo, warnings, signal }: OutputFacts,
): Promise<EncodedOutput> {
  const { width, height, labelMap } = result;
  switch (output) {
    case 'legend':
      return json({ ...result.toJSON(), warnings });
    case 'rle':
      return json({ ...result.toJSON(), segments: result.toRle(), warnings });
    case 'png':
      return png(await encodeMask(labelMap, result));
    case 'overlay':
      return png(await encodeOverlay(photo, { labelMap, legend: result.legend() }, { alpha }));
    case 'heatmap': {
      const heat = await result.heatmap(label!, { temperature, signal });
      return png(await encodeHeatmap(heat, { width, height, over: photo }));
    }
  }
}

function json(value: unknown): EncodedOutput {
  return { contentType: 'application/json', body: new TextEncoder().encode(JSON.stringify(value)) };
}

function png(body: Uint8Array): EncodedOutput {
  return { contentType: 'image/png', body };
}
