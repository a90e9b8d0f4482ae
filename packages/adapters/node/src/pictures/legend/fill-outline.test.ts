import { describe, expect, it } from 'vitest';
import { fillOutline, type OutlineStep } from './fill-outline.js';
import { roundedSquare } from './rounded-square.js';

function canvasOf(width: number, height: number) {
  return { width, height, data: new Uint8Array(width * height * 3) };
}

function polygon(...points: readonly (readonly [number, number])[]): OutlineStep[] {
  return [...points.map(([x, y], i) => ({ type: i === 0 ? 'M' : 'L', x, y }) as const), { type: 'Z' }];
}

/** Share of each pixel that was painted. */
function shares(outline: readonly OutlineStep[], width: number, height: number, scale = 1): number[] {
  const canvas = canvasOf(width, height);
  fillOutline(canvas, outline, { scale, color: [255, 0, 0] });
  return Array.from(
    canvas.data.filter((_, i) => i % 3 === 0),
    (value) => Math.round(value / 2.55) / 100,
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('fillOutline', () => {
  it('paints each pixel by its covered share, whichever way the outline runs', () => {
    const square = [
      [0.5, 0.5],
      [2, 0.5],
      [2, 2],
      [0.5, 2],
    ] as const;
    const expected = [0.25, 0.5, 0, 0.5, 1, 0, 0, 0, 0];
    expect(shares(polygon(...square), 3, 3)).toEqual(expected);
    expect(shares(polygon(...[...square].reverse()), 3, 3)).toEqual(expected);
  });

  it.each([
    [
      'flat',
      [
        [0, 1],
        [40, 2.5],
        [40, 4],
        [3, 9],
      ],
    ],
    [
      'steep',
      [
        [1, 0],
        [2.5, 40],
        [4, 38],
        [9, 3],
      ],
    ],
  ] as const)('covers the area of a %s polygon', (_, points) => {
    const area =
      points.reduce((total, [x, y], i) => {
        const [x1, y1] = points[(i + 1) % points.length];
        return total + x * y1 - x1 * y;
      }, 0) / 2;
    expect(sum(shares(polygon(...points), 40, 40))).toBeCloseTo(Math.abs(area), 0);
  });

  it('keeps holes, and follows curves', () => {
    const hole = [...polygon([0, 0], [9, 0], [9, 9], [0, 9]), ...polygon([3, 3], [3, 6], [6, 6], [6, 3])];
    expect(sum(shares(hole, 9, 9))).toBe(72);
    expect(sum(shares(roundedSquare(0, 20, 10), 20, 20))).toBeCloseTo(Math.PI * 100, -1);
  });

  it('leaves out what lies beside the canvas', () => {
    expect(shares(polygon([-5, -5], [1, -5], [1, 50], [-5, 50]), 2, 2)).toEqual([1, 0, 1, 0]);
    expect(shares(polygon([1, 1], [50, 1], [50, 50], [1, 50]), 2, 2)).toEqual([0, 0, 0, 1]);
    expect(shares(polygon([5, 5], [9, 5], [9, 9]), 2, 2)).toEqual([0, 0, 0, 0]);
  });
});
