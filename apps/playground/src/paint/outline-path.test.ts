import { expect, it } from 'vitest';
import { outlinePath } from './outline-path.js';

/** Whether a point lies inside of lines, by the crossings of a ray to the right (even and odd). */
function isInside(path: string, x: number, y: number): boolean {
  const lines = path
    .split('M')
    .filter(Boolean)
    .map((line) =>
      line
        .replace('Z', '')
        .split('L')
        .map((point) => point.split(' ').map(Number)),
    );
  let inside = false;
  for (const points of lines)
    points.forEach(([ax, ay], i) => {
      const [bx, by] = points[(i + 1) % points.length];
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    });
  return inside;
}

it('has every cell of the region inside and every other outside, with holes and corners', () => {
  let state = 7;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  for (let round = 0; round < 60; round++) {
    const [rows, columns] = [1 + Math.floor(8 * next()), 1 + Math.floor(8 * next())];
    const similarities = Float32Array.from({ length: rows * columns }, next);
    // Some similar cells don't belong to it, and the first does whatever it is like.
    const mask = Uint8Array.from(similarities, (value, cell) =>
      Number(cell === 0 || (value >= 0.5 && next() > 0.2)),
    );
    const path = outlinePath({ rows, columns, mask, similarities, threshold: 0.5 });
    const seen = [...mask.keys()].map((cell) =>
      Number(isInside(path, (cell % columns) + 0.501, Math.floor(cell / columns) + 0.501)),
    );
    expect(seen).toEqual([...mask]);
    for (const number of path.match(/[\d.-]+/g) ?? []) expect(Number(number)).toBeLessThanOrEqual(8);
  }
});

it('runs along the edge of the photo where the region does', () => {
  const whole = { rows: 1, columns: 2, mask: Uint8Array.of(1, 1), similarities: Float32Array.of(1, 1) };
  const path = outlinePath({ ...whole, threshold: 0.5 });
  expect(path).toContain('0.00 0.50');
  expect(path).toContain('2.00 0.50');
  expect(path).toContain('0.50 0.00');
});
