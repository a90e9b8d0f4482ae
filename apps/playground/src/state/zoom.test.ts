import { expect, it } from 'vitest';
import { inFrame, largestScale, onPhoto, panned, pixelAt, revealing, wholePhoto, zoomedAt } from './zoom.js';

const place = { x: 0.7, y: 0.4 };

it('zooms around a place, between the whole photo and the largest scale', () => {
  const twice = zoomedAt(wholePhoto, 2, place);
  expect(inFrame(twice, place)).toEqual({ x: expect.closeTo(0.7), y: expect.closeTo(0.4) });
  expect(onPhoto(twice, inFrame(twice, place))).toEqual({ x: expect.closeTo(0.7), y: expect.closeTo(0.4) });
  expect(zoomedAt(twice, 100, place).scale).toBe(largestScale);
  expect(zoomedAt(twice, 0.1, place)).toEqual(wholePhoto);
});

it('shows nothing beside the photo', () => {
  const corner = zoomedAt(wholePhoto, 4, { x: 1, y: 0 });
  expect(corner).toEqual({ scale: 4, x: 0.75, y: 0 });
  expect(panned(corner, -3, 3)).toEqual(corner);
  expect(panned(corner, 0.5, -0.5)).toEqual({ scale: 4, x: 0.625, y: 0.125 });
  expect(panned(wholePhoto, 0.3, 0.3)).toEqual(wholePhoto);
});

it('reveals a place, moving no further than it takes', () => {
  const start = { scale: 2, x: 0.25, y: 0.25 };
  expect(revealing(start, { x: 0.5, y: 0.5 })).toEqual(start);
  for (const far of [
    { x: 0.95, y: 0.1 },
    { x: 0, y: 1 },
  ]) {
    const { x, y } = inFrame(revealing(start, far), far);
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
    expect(Math.max(x, y)).toBeLessThanOrEqual(1);
  }
});

it('finds pixels up to the edge', () => {
  expect([0, 0.5, 1].map((share) => pixelAt(share, 10))).toEqual([0, 5, 9]);
});
