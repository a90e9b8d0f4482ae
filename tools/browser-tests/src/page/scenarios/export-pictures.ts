import {
  createWebImageReader,
  createWebPictureEncoder,
  encodeImagePng,
  encodeMaskPng,
  encodeOverlayPng,
  heatmapImageData,
} from '@langseg/adapter-web';
import type { LegendEntry } from '@langseg/core';
import { fromBase64, toBase64 } from '../sent-tensor.js';

/** A result as JSON. */
export interface SentResult {
  readonly width: number;
  readonly height: number;
  readonly labels: readonly string[];
  readonly labelMap: readonly number[];
  readonly palette: readonly number[];
}

/** A picture with a legend, as a PNG in base64. */
export async function addLegend(photo: string, legend: readonly LegendEntry[]): Promise<string> {
  const image = await createWebImageReader().read(new Blob([fromBase64(photo) as Uint8Array<ArrayBuffer>]));
  const encoder = createWebPictureEncoder();
  const picture = await encoder.addLegend!(image, legend);
  return toBase64(await encoder.encode(picture, { mediaType: 'image/png' }));
}

/** Files made of a photo and a result, as base64. */
export async function exportPictures(
  photo: string,
  { labelMap, palette, ...sent }: SentResult,
): Promise<Record<'mask' | 'overlay' | 'heatmap', string>> {
  const result = {
    ...sent,
    labelMap: Uint8Array.from(labelMap),
    palette: Uint8Array.from(palette),
  };
  const file = new Blob([fromBase64(photo) as Uint8Array<ArrayBuffer>]);
  const ramp = Float32Array.from(labelMap, (_, i) => i / (labelMap.length - 1));
  const files = {
    mask: await encodeMaskPng(result),
    overlay: await encodeOverlayPng(file, result, { alpha: 0.4 }),
    heatmap: await encodeImagePng(heatmapImageData(ramp, result)),
  };
  const text = async (blob: Blob) => toBase64(new Uint8Array(await blob.arrayBuffer()));
  return {
    mask: await text(files.mask),
    overlay: await text(files.overlay),
    heatmap: await text(files.heatmap),
  };
}
