import { describe, expect, it } from 'vitest';
import { boundaryCounts, boundaryF, type ClassMap } from './boundary-counts.js';

const map = (...rows: readonly string[]): ClassMap => ({
  width: rows[0].length,
  height: rows.length,
  data: Int32Array.from(rows.join(''), (letter) => (letter === '.' ? -1 : Number(letter))),
});

const classes = 4;
const isClass = (value: number) => value >= 0 && value < classes;

/** The same, pixel by pixel and pair by pair. */
function plainCounts(prediction: ClassMap, target: ClassMap, number: number, distance: number) {
  const { width, height } = target;
  const points = ({ data }: ClassMap) => {
    const found: [number, number][] = [];
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const own = data[y * width + x];
        if (own !== number || !isClass(target.data[y * width + x])) continue;
        const isOutline = [
          [x - 1, y],
          [x + 1, y],
          [x, y - 1],
          [x, y + 1],
        ].some(([a, b]) => {
          if (a < 0 || b < 0 || a >= width || b >= height) return false;
          return isClass(target.data[b * width + a]) && data[b * width + a] !== own;
        });
        if (isOutline) found.push([x, y]);
      }
    return found;
  };
  const [mine, theirs] = [points(prediction), points(target)];
  const near = (some: [number, number][], others: [number, number][]) =>
    some.filter(([x, y]) => others.some(([a, b]) => Math.hypot(x - a, y - b) <= distance)).length;
  return {
    class: number,
    predicted: mine.length,
    predictedNear: near(mine, theirs),
    truth: theirs.length,
    truthNear: near(theirs, mine),
  };
}

describe('boundaryCounts', () => {
  it('finds outlines, not the border of the photo, and nothing beside ignored pixels', () => {
    const target = map('0001', '0001', '...1');
    expect(boundaryCounts(target, target, 2, 1)).toEqual([
      { class: 0, predicted: 2, predictedNear: 2, truth: 2, truthNear: 2 },
      { class: 1, predicted: 2, predictedNear: 2, truth: 2, truthNear: 2 },
    ]);
  });

  it.each([
    [0, 23],
    [1, 24],
    [1.5, 25],
    [2.3, 33],
    [4, 26],
    [31.5, 70],
  ])('agrees with the plain formulation, %d pixels apart in %d columns', (distance, width) => {
    const height = 17;
    let seed = 7;
    const next = () => (seed = (seed * 16_807) % 2_147_483_647);
    const blob = (holes: boolean): ClassMap => ({
      width,
      height,
      data: Int32Array.from({ length: width * height }, (_, i) => {
        const [x, y] = [i % width, Math.floor(i / width)];
        if (holes && next() % 19 === 0) return next() % 2 === 0 ? -1 : classes;
        return (Math.floor((x + (next() % 2)) / 6) + Math.floor(y / 5)) % classes;
      }),
    });
    const [prediction, target] = [blob(false), blob(true)];
    const expected = [0, 1, 2, 3].map((number) => plainCounts(prediction, target, number, distance));
    expect(boundaryCounts(prediction, target, classes, distance)).toEqual(expected);
    // More classes than a byte can tell apart.
    const renumbered = ({ data, ...size }: ClassMap): ClassMap => ({
      ...size,
      data: Int32Array.from(data, (value) => (isClass(value) ? value + 300 : value < 0 ? value : 304)),
    });
    expect(boundaryCounts(renumbered(prediction), renumbered(target), 304, distance)).toEqual(
      expected.map((counts) => ({ ...counts, class: counts.class + 300 })),
    );
  });
});

it('boundaryF is the harmonic mean of precision and recall', () => {
  expect(boundaryF({ predicted: 4, predictedNear: 2, truth: 10, truthNear: 10 })).toBeCloseTo(2 / 3, 15);
  expect(boundaryF({ predicted: 4, predictedNear: 0, truth: 10, truthNear: 0 })).toBe(0);
  expect(boundaryF({ predicted: 0, predictedNear: 0, truth: 10, truthNear: 0 })).toBe(0);
});
