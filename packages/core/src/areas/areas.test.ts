import { describe, expect, it } from 'vitest';
import { compressRle, decodeRle, expandRle, type Rle } from './rle.js';
import { fillRings } from './fill-rings.js';
import { findAreas } from './find-areas.js';
import { joinHoles } from './join-holes.js';
import { labelComponents } from './label-components.js';
import { boxOfRle, maskInBox, paintRle } from './rle-facts.js';
import { simplifyOutline } from './simplify-outline.js';
import { traceOutlines, type Ring } from './trace-outlines.js';

interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Holes in holes, corners that touch, lone pixels, nothing, and noise. */
const drawings: readonly Drawing[] = [
  ...['##### #...# #.#.# #...# #####', '#.# .#. #.#', '##.. ##.. ..## ..##', '.....', '#'].map(drawing),
  drawing('###### #.#..# ##.#.# #..#.# ######'),
  ...Array.from({ length: 30 }, (_, seed) => noise(seed)),
];

describe('outlines', () => {
  it.each(drawings.map((each, index) => [index, each] as const))(
    'of drawing %d, filled, are it',
    (_, each) => {
      const { width, height, data } = each;
      const outlines = traceOutlines(data, width, height);
      const filled = outlines.map(({ outer, holes }) => fillRings([outer, ...holes], width, height));
      expect(union(filled, each)).toEqual(data);
      const rings = outlines.map(joinHoles);
      expect(
        union(
          rings.map((ring) => fillRings([ring], width, height)),
          each,
        ),
      ).toEqual(data);
      for (const ring of rings)
        expect(decodeRle(fillRings([ring], width, height))).toEqual(evenOdd(ring, each));
    },
  );

  it('are one for each connected area, with its holes', () => {
    const { width, height, data } = drawings[0];
    const [frame, dot] = traceOutlines(data, width, height);
    expect(frame.outer).toEqual([0, 0, 5, 0, 5, 5, 0, 5]);
    expect(frame.holes.map((hole) => hole.length)).toEqual([8]);
    expect([signedArea(frame.outer), signedArea(frame.holes[0])]).toEqual([25, -9]);
    expect(dot).toEqual({ outer: [2, 2, 3, 2, 3, 3, 2, 3], holes: [] });
    expect(traceOutlines(drawings[2].data, 4, 4)).toHaveLength(2);
  });

  it('are simplified by no more than the tolerance', () => {
    const disk = Uint8Array.from({ length: 60 * 60 }, (_, i) =>
      (i % 60) - 30 < 0 === Math.floor(i / 60) - 30 < 0 ||
      ((i % 60) - 30) ** 2 + (Math.floor(i / 60) - 30) ** 2 < 600
        ? 1
        : 0,
    );
    const [outline] = traceOutlines(disk, 60, 60);
    expect(simplifyOutline(outline, 0)).toEqual(outline);
    let points = outline.outer.length;
    for (const tolerance of [0.5, 1, 3]) {
      const simple = simplifyOutline(outline, tolerance).outer;
      expect(simple.length).toBeLessThan(points);
      points = simple.length;
      for (let i = 0; i < outline.outer.length; i += 2)
        expect(distance(simple, outline.outer[i], outline.outer[i + 1])).toBeLessThanOrEqual(
          tolerance + 1e-9,
        );
    }
    const [dot] = traceOutlines(Uint8Array.of(1), 1, 1);
    expect(simplifyOutline(dot, 50)).toEqual(dot);
  });
});

describe('polygons', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))(
    'of any shape (%d) are filled as cocoapi does',
    (seed) => {
      const random = randomOf(seed);
      const [width, height] = [1 + Math.floor(random() * 40), 1 + Math.floor(random() * 40)];
      const ring = Array.from({ length: 6 + 2 * Math.floor(random() * 12) }, (_, i) => {
        const value = (random() * 1.6 - 0.3) * (i % 2 === 0 ? width : height);
        return seed % 3 === 0 ? Math.round(value) : value;
      });
      expect(fillRings([ring], width, height).counts).toEqual(rleFrPoly(ring, height, width));
    },
  );

  it('are refused where they are none', () => {
    for (const ring of [
      [0, 0, NaN, 1, 1, 1],
      [0, 0, 1e9, 1, 1, 1],
      [0, 0, 1],
      [0, 0, Infinity, 0, 1, 1],
    ])
      expect(() => fillRings([ring], 10, 10)).toThrow(expect.objectContaining({ code: 'FILE_CORRUPT' }));
  });
});

describe('areas', () => {
  it.each(drawings.map((each, index) => [index, each] as const))(
    'of drawing %d are its pieces',
    (_, each) => {
      const { width, height, data } = each;
      const { ids, components } = labelComponents(data, width);
      expect(ids).toEqual(floodFilled(each));
      const labels = ['ground', 'figure'];
      const result = { width, height, labelMap: data, labelRuns: undefined, labels, mask: () => data };
      for (const minArea of [1, 3]) {
        const pieces = findAreas(result, { instances: 'components', minArea });
        const kept = components.filter(({ pixels }) => pixels >= minArea);
        expect(pieces.map(({ index, pixels }) => [index, pixels])).toEqual(
          kept.map(({ value, pixels }) => [value, pixels]).sort(([a], [b]) => a - b),
        );
        const map = new Uint8Array(data.length).fill(9);
        for (const { rle, index } of pieces) paintRle(map, rle, index);
        const expected = data.map((value, at) => (components[ids[at]].pixels >= minArea ? value : 9));
        expect(map).toEqual(expected);
        map.fill(9);
        for (const { rle, index } of findAreas(result, { minArea })) paintRle(map, rle, index);
        expect(map).toEqual(expected);
      }
      expect(findAreas(result, { leftOut: new Set([0]) }).map(({ index }) => index)).toEqual(
        data.includes(1) ? [1] : [],
      );
      for (const { rle, box, pixels } of findAreas(result, { instances: 'components' })) {
        const mask = decodeRle(compressRle(rle));
        expect(box).toEqual(boxOfMask(mask, width));
        expect(maskInBox(rle, box).reduce((sum, value) => sum + value, 0)).toBe(pixels);
        expect(expandRle(compressRle(rle))).toEqual(rle);
      }
    },
  );

  it('may share pixels', () => {
    const runs = [Uint32Array.of(0, 3), Uint32Array.of(2, 4)];
    const areas = findAreas({
      width: 2,
      height: 2,
      labels: ['a', 'b'],
      labelMap: Uint8Array.of(0, 0, 0, 1),
      labelRuns: runs,
      mask: (index) =>
        Uint8Array.from({ length: 4 }, (_, at) => (at >= runs[+index][0] && at < runs[+index][1] ? 1 : 0)),
    });
    expect(areas.map(({ index, pixels }) => [index, pixels])).toEqual([
      [0, 3],
      [1, 2],
    ]);
    expect(boxOfRle({ size: [2, 2], counts: [4] })).toEqual([0, 0, 0, 0]);
  });
});

function drawing(rows: string): Drawing {
  const lines = rows.split(' ');
  const data = Uint8Array.from(lines.join(''), (pixel) => (pixel === '#' ? 1 : 0));
  return { width: lines[0].length, height: lines.length, data };
}

function noise(seed: number): Drawing {
  const random = randomOf(seed);
  const [width, height] = [1 + Math.floor(random() * 12), 1 + Math.floor(random() * 12)];
  return { width, height, data: Uint8Array.from({ length: width * height }, () => (random() < 0.6 ? 1 : 0)) };
}

function randomOf(seed: number): () => number {
  let state = seed + 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

function union(rles: readonly Rle[], { width, height }: Drawing): Uint8Array {
  const map = new Uint8Array(width * height);
  for (const rle of rles) paintRle(map, rle, 1);
  return map;
}

/** Asks every pixel's centre whether it is inside. */
function evenOdd(ring: Ring, { width, height }: Drawing): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [(at % width) + 0.5, Math.floor(at / width) + 0.5];
    let isInside = false;
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [x0, y0, x1, y1] = [ring[i], ring[i + 1], ring[j], ring[j + 1]];
      if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) isInside = !isInside;
    }
    return isInside ? 1 : 0;
  });
}

function signedArea(ring: Ring): number {
  let doubled = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    doubled += ring[i] * ring[next + 1] - ring[next] * ring[i + 1];
  }
  return doubled / 2;
}

function distance(ring: Ring, x: number, y: number): number {
  return Math.min(
    ...Array.from({ length: ring.length / 2 }, (_, point) => {
      const [ax, ay] = [ring[2 * point], ring[2 * point + 1]];
      const next = (2 * point + 2) % ring.length;
      const [dx, dy] = [ring[next] - ax, ring[next + 1] - ay];
      const share = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
      return Math.hypot(x - ax - share * dx, y - ay - share * dy);
    }),
  );
}

function boxOfMask(mask: Uint8Array, width: number): number[] {
  const pixels = [...mask.keys()].filter((at) => mask[at] === 1);
  const xs = pixels.map((at) => at % width);
  const ys = pixels.map((at) => Math.floor(at / width));
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return [left, top, Math.max(...xs) - left + 1, Math.max(...ys) - top + 1];
}

/** Numbers of the pieces, found one after the other. */
function floodFilled({ width, data }: Drawing): Uint32Array {
  const ids = new Uint32Array(data.length).fill(0xffff_ffff);
  let count = 0;
  for (let start = 0; start < data.length; start++) {
    if (ids[start] !== 0xffff_ffff) continue;
    const open = [start];
    ids[start] = count;
    for (let at = open.pop(); at !== undefined; at = open.pop())
      for (const to of [
        at % width > 0 ? at - 1 : at,
        (at + 1) % width > 0 ? at + 1 : at,
        at - width,
        at + width,
      ])
        if (data[to] === data[at] && ids[to] === 0xffff_ffff) {
          ids[to] = count;
          open.push(to);
        }
    count++;
  }
  return ids;
}

/** What `rleFrPoly` of cocoapi's maskApi.c does, step by step as it stands there. */
function rleFrPoly(xy: readonly number[], h: number, w: number): number[] {
  const int = Math.trunc;
  const k = xy.length / 2;
  const xs = Array.from({ length: k + 1 }, (_, j) => int(5 * xy[(j % k) * 2] + 0.5));
  const ys = Array.from({ length: k + 1 }, (_, j) => int(5 * xy[(j % k) * 2 + 1] + 0.5));
  const points: [u: number, v: number][] = [];
  for (let j = 0; j < k; j++) {
    let [x0, x1, y0, y1] = [xs[j], xs[j + 1], ys[j], ys[j + 1]];
    const [dx, dy] = [Math.abs(x1 - x0), Math.abs(y0 - y1)];
    const flip = (dx >= dy && x0 > x1) || (dx < dy && y0 > y1);
    if (flip) [x0, x1, y0, y1] = [x1, x0, y1, y0];
    const s = (dx >= dy ? (y1 - y0) / dx : (x1 - x0) / dy) || 0;
    for (let d = 0; d <= Math.max(dx, dy); d++) {
      const t = flip ? Math.max(dx, dy) - d : d;
      points.push(dx >= dy ? [t + x0, int(y0 + s * t + 0.5)] : [int(x0 + s * t + 0.5), t + y0]);
    }
  }
  const a: number[] = [];
  for (let j = 1; j < points.length; j++) {
    const [[pu, pv], [u, v]] = [points[j - 1], points[j]];
    if (u === pu) continue;
    const xd = ((u < pu ? u : u - 1) + 0.5) / 5 - 0.5;
    if (Math.floor(xd) !== xd || xd < 0 || xd > w - 1) continue;
    const yd = ((v < pv ? v : pv) + 0.5) / 5 - 0.5;
    a.push(xd * h + Math.ceil(Math.max(0, Math.min(h, yd))));
  }
  a.push(h * w);
  a.sort((left, right) => left - right);
  const runs = a.map((value, j) => value - (a[j - 1] ?? 0));
  const counts = [runs[0]];
  for (let j = 1; j < runs.length;)
    if (runs[j] > 0) counts.push(runs[j++]);
    else {
      j++;
      if (j < runs.length) counts[counts.length - 1] += runs[j++];
    }
  return counts;
}
