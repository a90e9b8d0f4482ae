import { labelMapFromLogits, tensor } from '@langseg/core';
import type { Regions } from '../engine/engine.js';
import { namePlaces } from '@langseg/view';
import { closestRivals } from './closest-rivals.js';
import { bestProbabilities, paintRegions, type PaintedArea } from './paint-regions.js';
import { forEachPixel, type PictureArea, type PictureSize } from './pixel-scores.js';
import type { Detail, Enlarged, Painted } from './protocol.js';
import type { View } from './view.js';

/** Draws one result again and again as sliders move; keeps what doesn't depend on the view. */
export interface PanePainter {
  paint(view: View): Painted;
  enlarge(view: View, size: PictureSize): Enlarged;
  magnify(view: View, area: PictureArea): Detail;
}

/** Pixels of the longer side of a layer without hard edges; the browser enlarges it, and nobody sees the difference. */
const softSide = 400;

/** A word that has less of the picture does not make the others step back. */
const leastFocus = 0.005;

export function createPanePainter(regions: Regions): PanePainter {
  const { width, height, labelMap, words } = regions;
  const scale = Math.min(1, softSide / Math.max(width, height));
  const small: Regions = {
    ...regions,
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  let rivals: readonly number[] | undefined;
  let counted: Uint32Array | undefined;
  const certaintiesOf = new Map<Regions, Float32Array>();

  function certainties(of: Regions, { certainty }: View): Float32Array | undefined {
    if (certainty === 0) return undefined;
    const known = certaintiesOf.get(of) ?? bestProbabilities(of);
    certaintiesOf.set(of, known);
    return known;
  }

  /** Where the word in focus is hardly seen, nothing steps back for it. */
  function withSeenFocus(view: View, counts: Uint32Array | undefined): View {
    const isSeen = view.focus === undefined || !counts || counts[view.focus] >= leastFocus * labelMap.length;
    return isSeen ? view : { ...view, focus: undefined };
  }

  return {
    paint(view) {
      const known = certainties(regions, view);
      const isShown = (pixel: number) => !known || known[pixel] >= view.certainty;
      const counts = new Uint32Array(words.length);
      for (let pixel = 0; pixel < labelMap.length; pixel++) if (isShown(pixel)) counts[labelMap[pixel]]++;
      const canvas = view.edges === 'soft' || view.heat !== undefined ? small : regions;
      const shown = withSeenFocus(view, counts);
      counted = counts;
      rivals ??= closestRivals(regions.scores);
      return {
        width: canvas.width,
        height: canvas.height,
        layer: paintRegions(canvas, shown, certainties(canvas, view)),
        rivals,
        shares: Array.from(counts, (count) => count / labelMap.length),
        names: namePlaces(labelMap, regions, words.length, isShown),
      };
    },
    magnify(view, area) {
      const part = regionsWithin(regions, area);
      const known = view.certainty > 0 ? bestProbabilities(part) : undefined;
      const isShown = (pixel: number) => !known || known[pixel] >= view.certainty;
      const { width, height } = area;
      const layer = paintRegions(part, withSeenFocus(view, counted), known);
      return { width, height, layer, names: namePlaces(part.labelMap, area, words.length, isShown) };
    },
    enlarge(view, size) {
      const large = enlargeRegions(regions, size);
      const known = view.certainty > 0 ? bestProbabilities(large) : undefined;
      const isCertain = new Uint8Array(size.width * size.height).fill(1);
      known?.forEach((value, pixel) => (isCertain[pixel] = Number(value >= view.certainty)));
      const { width, height } = size;
      return {
        width,
        height,
        layer: paintRegions(large, view, known),
        labelMap: large.labelMap,
        isCertain,
      };
    },
  };
}

/** The part of the picture that is seen under zoom, labelled pixel by pixel. */
function regionsWithin(regions: Regions, area: PictureArea): PaintedArea {
  const labelMap = new (regions.words.length > 256 ? Uint16Array : Uint8Array)(area.width * area.height);
  forEachPixel(regions.scores, area, (pixel, at) => {
    let best = 0;
    for (let n = 1; n < at.length; n++) if (at[n] > at[best]) best = n;
    labelMap[pixel] = best;
  });
  return { ...regions, ...area, labelMap };
}

/** The same scores upsampled to another size: outlines stay smooth, where enlarged pixels would be blocks. */
function enlargeRegions(regions: Regions, { width, height }: PictureSize): Regions {
  if (width === regions.width && height === regions.height) return regions;
  const { count, rows, columns, data, alignCorners } = regions.scores;
  const logits = tensor('float32', [count, rows, columns], data);
  return { ...regions, width, height, labelMap: labelMapFromLogits(logits, { width, height, alignCorners }) };
}
