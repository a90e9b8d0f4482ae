import type { Regions, Scores } from '../engine/engine.js';
import { forEachPixel, type PictureArea } from './pixel-scores.js';
import type { View } from './view.js';

/** Regions, or a part of them. */
export type PaintedArea = Regions & PictureArea;

/** RGBA bytes, `height × width`, to lay over the photo. */
export type Layer = Uint8ClampedArray<ArrayBuffer>;

/** What other regions keep of their opacity next to the one in focus. */
const steppedBack = 0.15;

/** What the outline of a region is more opaque than its area. */
const outline = 0.3;

/** Words whose score is further below the best one have less than a thousandth of its probability, and no visible part. */
const negligible = -9;

/** Draws regions as a view wants them. */
export function paintRegions(regions: PaintedArea, view: View, certainties: Float32Array | undefined): Layer {
  if (view.heat !== undefined) return paintHeat(regions.scores, regions, view, view.heat);
  return view.edges === 'soft'
    ? paintSoft(regions, view, certainties)
    : paintHard(regions, view, certainties);
}

/** The probability of the best word at every pixel. */
export function bestProbabilities(regions: PaintedArea): Float32Array {
  const best = new Float32Array(regions.width * regions.height);
  forEachPixel(regions.scores, regions, (pixel, at) => {
    let top = -Infinity;
    for (let n = 0; n < at.length; n++) if (at[n] > top) top = at[n];
    let sum = 0;
    for (let n = 0; n < at.length; n++) sum += Math.exp(at[n] - top);
    best[pixel] = 1 / sum;
  });
  return best;
}

function paintHard(
  { labelMap, width, height }: Regions,
  view: View,
  certainties: Float32Array | undefined,
): Layer {
  const layer = new Uint8ClampedArray(width * height * 4);
  const pixels = new Uint32Array(layer.buffer);
  const areas = view.colors.map((_, index) => packed(view, index, 0));
  const outlines = view.colors.map((_, index) => packed(view, index, outline));
  for (let y = 0, pixel = 0; y < height; y++)
    for (let x = 0; x < width; x++, pixel++) {
      if (certainties && certainties[pixel] < view.certainty) continue;
      const label = labelMap[pixel];
      const isOutline =
        (x + 1 < width && labelMap[pixel + 1] !== label) ||
        (x > 0 && labelMap[pixel - 1] !== label) ||
        (y + 1 < height && labelMap[pixel + width] !== label) ||
        (y > 0 && labelMap[pixel - width] !== label);
      pixels[pixel] = isOutline ? outlines[label] : areas[label];
    }
  return layer;
}

function paintSoft(regions: PaintedArea, view: View, certainties: Float32Array | undefined): Layer {
  const layer = new Uint8ClampedArray(regions.width * regions.height * 4);
  const opacities = view.colors.map((_, index) => opacityOf(view, index));
  forEachPixel(regions.scores, regions, (pixel, at) => {
    if (certainties && certainties[pixel] < view.certainty) return;
    let top = -Infinity;
    for (let n = 0; n < at.length; n++) if (at[n] > top) top = at[n];
    let sum = 0;
    let red = 0;
    let green = 0;
    let blue = 0;
    let alpha = 0;
    for (let n = 0; n < at.length; n++) {
      if (at[n] - top < negligible) continue;
      const power = Math.exp(at[n] - top);
      const weight = power * opacities[n];
      const color = view.colors[n];
      sum += power;
      alpha += weight;
      red += weight * color[0];
      green += weight * color[1];
      blue += weight * color[2];
    }
    if (alpha <= 0) return;
    layer[4 * pixel] = red / alpha;
    layer[4 * pixel + 1] = green / alpha;
    layer[4 * pixel + 2] = blue / alpha;
    layer[4 * pixel + 3] = (255 * alpha) / sum;
  });
  return layer;
}

/** From nothing over the word's colour to nearly white where it is certain: the word lights up. */
function paintHeat(scores: Scores, area: PictureArea, view: View, word: number): Layer {
  const layer = new Uint8ClampedArray(area.width * area.height * 4);
  const [red, green, blue] = view.colors[word];
  forEachPixel(scores, area, (pixel, at) => {
    let sum = 0;
    for (let n = 0; n < at.length; n++) sum += Math.exp(at[n] - at[word]);
    const probability = 1 / sum;
    const white = 110 * Math.max(0, probability - 0.6);
    layer[4 * pixel] = red + white;
    layer[4 * pixel + 1] = green + white;
    layer[4 * pixel + 2] = blue + white;
    layer[4 * pixel + 3] = 235 * probability;
  });
  return layer;
}

function opacityOf({ colors, opacity, focus }: View, index: number): number {
  return colors[index][3] * opacity * (focus === undefined || focus === index ? 1 : steppedBack);
}

/** One pixel as it lies in memory of a little-endian machine, as all that run browsers are. */
function packed(view: View, index: number, more: number): number {
  const [red, green, blue] = view.colors[index];
  const opacity = opacityOf(view, index);
  const alpha = opacity === 0 ? 0 : Math.round(255 * Math.min(1, opacity + more * opacity ** 0.5));
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
