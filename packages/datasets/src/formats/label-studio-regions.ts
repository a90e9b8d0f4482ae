import { joinHoles } from '@langseg/core';
import type { AnnotatedArea } from '../annotations/annotated-set.js';
import { packBrush } from '../drawn/brush.js';
import { areaMask } from './area-mask.js';
import { areaOutlines } from './area-outlines.js';
import { runsInPicture } from './row-runs.js';

/** How an area becomes regions of Label Studio. */
export interface LabelStudioRegionOptions {
  /** Of the upright photo, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly label: string;
  /** Brushes have every pixel as it is. */
  readonly shape: 'brush' | 'polygons';
  /** Name of the tag with the labels in the labelling config. */
  readonly from: string;
  /** Name of the tag with the photo. */
  readonly to: string;
  /** How far, in pixels, simplified polygons may lie from the pixels. */
  readonly tolerance: number;
}

/** A region of a prediction, as Label Studio's JSON has it. */
export type LabelStudioRegion = Readonly<Record<string, unknown>>;

/** An area as a brush, or as a polygon for each of its connected pieces. The regions have no `id` yet. */
export function labelStudioRegions(
  area: Pick<AnnotatedArea, 'rle' | 'box' | 'score'>,
  { width, height, label, shape, from, to, tolerance }: LabelStudioRegionOptions,
): LabelStudioRegion[] {
  const facts = {
    to_name: to,
    original_width: width,
    original_height: height,
    image_rotation: 0,
    from_name: from,
    ...(area.score !== undefined && { score: area.score }),
  };
  if (shape === 'polygons')
    return areaOutlines(area, tolerance).map((outline) => ({
      ...facts,
      type: 'polygonlabels',
      value: { closed: true, points: percent(joinHoles(outline), width, height), polygonlabels: [label] },
    }));
  const rle = [...packBrush(runsInPicture(areaMask(area), area.box, width, height))];
  return [{ ...facts, type: 'brushlabels', value: { format: 'rle', rle, brushlabels: [label] } }];
}

function percent(ring: readonly number[], width: number, height: number): number[][] {
  return Array.from({ length: ring.length / 2 }, (_, at) => [
    (100 * ring[2 * at]) / width,
    (100 * ring[2 * at + 1]) / height,
  ]);
}
