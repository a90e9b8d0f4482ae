import { labelMapFromLogits, probabilityMap, tensor } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import type { Regions } from '../engine/engine.js';
import { namePlaces } from '@langseg/view';
import { bestProbabilities, paintRegions } from './paint-regions.js';
import { createPanePainter } from './pane-painter.js';
import { forEachPixel, scoresAt } from './pixel-scores.js';
import type { View } from './view.js';
import { wordChances } from './word-chances.js';

const size = { width: 24, height: 16 };
const logits = tensor(
  'float32',
  [3, 4, 6],
  Float32Array.from({ length: 72 }, (_, i) => 4 * Math.sin(i * 12.9898)),
);
const geometry = { ...size, alignCorners: false };
const regions: Regions = {
  ...size,
  words: ['cow', 'grass', 'sky'],
  labelMap: labelMapFromLogits(logits, geometry),
  scores: { count: 3, rows: 4, columns: 6, data: logits.data, alignCorners: false },
};
const view: View = {
  colors: [
    [255, 0, 0, 1],
    [0, 255, 0, 1],
    [0, 0, 255, 0],
  ],
  opacity: 0.5,
  certainty: 0,
  edges: 'hard',
  focus: undefined,
  heat: undefined,
};
const pixelOf = (layer: Uint8ClampedArray, pixel: number) => [...layer.subarray(4 * pixel, 4 * pixel + 4)];
const probabilities = regions.words.map((_, index) => probabilityMap(logits, index, geometry));

describe('scores of pixels', () => {
  it('are the same one by one and all at once', () => {
    forEachPixel(regions.scores, size, (pixel, at) => {
      const alone = scoresAt(regions.scores, size, pixel % size.width, Math.floor(pixel / size.width));
      at.forEach((score, n) => expect(score).toBeCloseTo(alone[n], 5));
    });
  });

  it('give the probabilities of the library, best first', () => {
    const chances = wordChances(regions, 7, 9, 2);
    expect(chances).toHaveLength(2);
    expect(chances[0].index).toBe(regions.labelMap[9 * 24 + 7]);
    for (const { index, word, probability } of chances) {
      expect(word).toBe(regions.words[index]);
      expect(probability).toBeCloseTo(probabilities[index][9 * 24 + 7], 5);
    }
  });

  it('tell how likely the winner is', () => {
    bestProbabilities(regions).forEach((value, pixel) =>
      expect(value).toBeCloseTo(probabilities[regions.labelMap[pixel]][pixel], 5),
    );
  });
});

describe('hard edges', () => {
  it('paint each pixel in its colour, stronger along outlines, and nothing on hidden words', () => {
    const layer = paintRegions(regions, view, undefined);
    regions.labelMap.forEach((label, pixel) => {
      const [red, green, , alpha] = pixelOf(layer, pixel);
      if (label === 2) expect(alpha).toBe(0);
      else {
        expect([red, green][label]).toBe(255);
        expect(alpha).toBeGreaterThanOrEqual(128);
      }
    });
    const alphas = new Set(layer.filter((_, i) => i % 4 === 3));
    expect(alphas.size).toBe(3);
  });

  it('leave out what is uncertain', () => {
    const { layer, shares } = createPanePainter(regions).paint({ ...view, certainty: 0.8 });
    const certain = bestProbabilities(regions).map((value) => Number(value >= 0.8));
    certain.forEach((isCertain, pixel) =>
      expect(pixelOf(layer, pixel)[3] > 0).toBe(isCertain === 1 && regions.labelMap[pixel] !== 2),
    );
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(
      certain.filter(Boolean).length / certain.length,
      6,
    );
  });

  it('let others step back for the word in focus', () => {
    const layer = paintRegions(regions, { ...view, focus: 1 }, undefined);
    const alphaOf = (label: number) =>
      Math.max(
        ...[...regions.labelMap].flatMap((l, pixel) => (l === label ? [pixelOf(layer, pixel)[3]] : [])),
      );
    expect(alphaOf(0)).toBeLessThan(alphaOf(1));
  });
});

describe('focus', () => {
  it('dims nothing for a word without area, which is outbid where it comes closest', () => {
    const painter = createPanePainter({ ...regions, labelMap: regions.labelMap.map((label) => label && 2) });
    const shown = painter.paint({ ...view, focus: 1 });
    expect(shown.layer).toEqual(painter.paint(view).layer);
    expect(shown.rivals).toHaveLength(3);
    expect(shown.rivals[1]).not.toBe(1);
  });
});

describe('soft edges', () => {
  it('mix colours by probability', () => {
    const layer = paintRegions(regions, { ...view, edges: 'soft' }, undefined);
    for (const pixel of [0, 77, 200, 383]) {
      const [p, q] = probabilities.map((map) => map[pixel]);
      const [red, green, blue, alpha] = pixelOf(layer, pixel);
      expect(Math.abs(red - (255 * p) / (p + q))).toBeLessThanOrEqual(1);
      expect(Math.abs(green - (255 * q) / (p + q))).toBeLessThanOrEqual(1);
      expect(blue).toBe(0);
      expect(Math.abs(alpha - 127.5 * (p + q))).toBeLessThanOrEqual(1);
    }
  });
});

describe('heat', () => {
  it('is as opaque as the word is likely', () => {
    const layer = paintRegions(regions, { ...view, heat: 1 }, undefined);
    probabilities[1].forEach((p, pixel) =>
      expect(Math.abs(pixelOf(layer, pixel)[3] - 235 * p)).toBeLessThanOrEqual(1),
    );
  });
});

describe('a large photo', () => {
  it('has a smaller layer where edges are soft', () => {
    const size = { width: 1000, height: 500 };
    const labelMap = labelMapFromLogits(logits, { ...size, alignCorners: false });
    const painter = createPanePainter({ ...regions, ...size, labelMap });
    const soft = painter.paint({ ...view, edges: 'soft', certainty: 0.5 });
    expect([soft.width, soft.height, soft.layer.length]).toEqual([400, 200, 400 * 200 * 4]);
    expect(painter.paint(view)).toMatchObject(size);
  });
});

describe('enlarging', () => {
  it('upsamples the scores to the size of the photo', () => {
    const large = createPanePainter(regions).enlarge({ ...view, certainty: 0.7 }, { width: 48, height: 32 });
    expect(large.labelMap).toEqual(
      labelMapFromLogits(logits, { width: 48, height: 32, alignCorners: false }),
    );
    expect(large.layer).toHaveLength(48 * 32 * 4);
    expect(large.isCertain).toContain(0);
    expect(large.isCertain).toContain(1);
  });
});

describe('magnifying', () => {
  it('paints a part of the enlarged picture, whatever the view', () => {
    const painter = createPanePainter(regions);
    const whole = { width: 96, height: 64 };
    const area = { width: 30, height: 20, within: { ...whole, x: 50, y: 13 } };
    for (const changed of [
      { ...view, certainty: 0.6, focus: 0 },
      { ...view, edges: 'soft' as const, certainty: 0.4 },
      { ...view, heat: 1 },
    ]) {
      const large = painter.enlarge(changed, whole).layer;
      const part = painter.magnify(changed, area);
      expect(part).toMatchObject({ width: 30, height: 20 });
      // Outlines end with the part.
      for (let y = 1; y < 19; y++)
        for (let x = 1; x < 29; x++)
          expect(pixelOf(part.layer, y * 30 + x)).toEqual(pixelOf(large, (y + 13) * 96 + x + 50));
    }
    expect(painter.magnify(view, area).names.length).toBeGreaterThan(0);
  });
});

describe('places for names', () => {
  const map = Uint8Array.from({ length: 64 * 32 }, (_, i) => (i % 64 < 40 ? 0 : 1));

  it('lie deep inside each region', () => {
    const [left, right] = namePlaces(map, { width: 64, height: 32 }, 2, () => true);
    expect(left.x).toBeGreaterThan(0.2);
    expect(left.x).toBeLessThan(0.45);
    expect(right.x).toBeCloseTo(0.81, 1);
    expect(right.y).toBeCloseTo(0.5, 1);
    expect(left.room).toBeGreaterThan(right.room);
  });

  it('are none where nothing is shown or nothing fits', () => {
    expect(namePlaces(map, { width: 64, height: 32 }, 3, (pixel) => pixel % 64 < 40)).toHaveLength(1);
    const speck = map.map((_, i) => Number(i === 64 * 16 + 30));
    expect(namePlaces(speck, { width: 64, height: 32 }, 2, () => true).map(({ index }) => index)).toEqual([
      0, 1,
    ]);
  });
});
