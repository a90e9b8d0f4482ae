import { labelMapFromLogits, tensor } from '@langseg/core';
import type { Regions } from '../engine/engine.js';
import { namePlaces } from './name-places.js';
import { bestProbabilities, paintRegions } from './paint-regions.js';
import type { PictureSize } from './pixel-scores.js';
import type { Enlarged, Painted } from './protocol.js';
import type { View } from './view.js';

/** Draws one result again and again as sliders move; keeps what doesn't depend on the view. */
export interface PanePainter {
  paint(view: View): Painted;
  enlarge(view: View, size: PictureSize): Enlarged;
}

export function createPanePainter(regions: Regions): PanePainter {
  const { width, height, labelMap, words } = regions;
  let certainties: Float32Array | undefined;

  return {
    paint(view) {
      const known = view.certainty > 0 ? (certainties ??= bestProbabilities(regions)) : undefined;
      const isShown = (pixel: number) => !known || known[pixel] >= view.certainty;
      const counts = new Uint32Array(words.length);
      for (let pixel = 0; pixel < labelMap.length; pixel++) if (isShown(pixel)) counts[labelMap[pixel]]++;
      return {
        width,
        height,
        layer: paintRegions(regions, view, known),
        shares: Array.from(counts, (count) => count / labelMap.length),
        names: namePlaces(labelMap, regions, words.length, isShown),
      };
    },
    enlarge(view, size) {
      const large = enlargeRegions(regions, size);
      const known = view.certainty > 0 ? bestProbabilities(large) : undefined;
      const isCertain = new Uint8Array(size.width * size.height).fill(1);
      known?.forEach((value, pixel) => (isCertain[pixel] = Number(value >= view.certainty)));
      return { ...size, layer: paintRegions(large, view, known), labelMap: large.labelMap, isCertain };
    },
  };
}

/** The same scores upsampled to another size: outlines stay smooth, where enlarged pixels would be blocks. */
function enlargeRegions(regions: Regions, { width, height }: PictureSize): Regions {
  if (width === regions.width && height === regions.height) return regions;
  const { count, rows, columns, data, alignCorners } = regions.scores;
  const logits = tensor('float32', [count, rows, columns], data);
  return { ...regions, width, height, labelMap: labelMapFromLogits(logits, { width, height, alignCorners }) };
}
