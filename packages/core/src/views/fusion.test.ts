import { describe, expect, it } from 'vitest';
import { allocateLabelMap } from '../math/label-map.js';
import { createLogSumAccumulator } from '../math/log-sum-map.js';
import { tensor } from '../tensor/tensor.js';
import { plainFusion, type PlainView } from './__fixtures__/plain-fusion.js';
import { paintFused } from './fused-label-map.js';
import { fusedRows } from './fused-rows.js';
import { placeView, visiblePart } from './fused-view.js';
import { createFusion, type Fusion } from './fusion.js';
import type { ViewOptions } from './view-options.js';
import { planViews, plannedViews, type ViewPlan } from './view-plan.js';

const preprocessing = { longestSide: 40, onlyShrink: false, sizeMultiple: 1 };
const labels = 5;
const photo = { width: 53, height: 31 };
/** Input pixels per grid point. */
const stride = 4;

/** Areas of one label with noise between them, different in every view. */
function scene(plan: ViewPlan): PlainView[] {
  return [...plannedViews(plan)].map((view, i) => {
    const { input } = plan.passes[view.pass];
    const h = Math.ceil(input.height / stride);
    const w = Math.ceil(input.width / stride);
    const data = Float32Array.from({ length: labels * h * w }, (_, k) => {
      const n = Math.floor(k / (h * w));
      const x = ((k % w) + (view.rect.x + i) / stride) / 3;
      return Math.sin(1.7 * n + x) * 4 + Math.sin(k * k * 12.9898 + i) * 0.3;
    });
    return { ...view, logits: tensor('float32', [labels, h, w], data) };
  });
}

/** A fusion of the labels `from` … `to − 1`, with sums over all where only some are asked for. */
function fusionOf(
  plan: ViewPlan,
  views: readonly PlainView[],
  alignCorners: boolean,
  from = 0,
  to = labels,
): Fusion {
  const passes = plan.passes.map(({ canvas }, pass) =>
    views
      .filter((view) => view.pass === pass)
      .map((view) => {
        const { logits, rect } = view;
        const [, h, w] = logits.shape;
        const some = tensor('float32', [to - from, h, w], logits.data.subarray(from * h * w, to * h * w));
        const arranged = placeView(some, view, canvas, alignCorners);
        if (to - from === labels) return arranged;
        const sums = createLogSumAccumulator({ width: rect.width, height: rect.height, alignCorners });
        for (const _ of sums.addInSteps(logits));
        return { ...arranged, logSums: visiblePart(sums.logSums, view, canvas) };
      }),
  );
  return createFusion(plan, passes, to - from);
}

const cases: [string, ViewOptions][] = [
  ['windows moved back at the edge', { windows: { size: 24, stride: 16 } }],
  ['windows that stick out', { windows: { size: 24, stride: 16, edge: 'pad' }, flip: true }],
  ['one window larger than the photo', { windows: { size: 64, stride: 16, edge: 'pad' } }],
  ['scales', { scales: [0.5, 1, 1.75] }],
  ["windows at the photo's scale and at another", { windows: { size: 20, stride: 20 }, scales: [1, 0.6] }],
  [
    "LSeg's evaluator",
    {
      windows: { size: 24, stride: 16, longSide: 26, edge: 'pad' },
      scales: [0.5, 0.75, 1, 1.25, 1.75],
      flip: true,
      alignCorners: true,
    },
  ],
  ['a small canvas', { windows: { size: 9, stride: 7, shortSide: 9 }, flip: true }],
];
const rules = ['sum-logits', 'mean-softmax'] as const;
const all = cases.flatMap(([name, view]) =>
  rules.flatMap((fuse) => [true, false].map((corners) => [name, fuse, corners, { ...view, fuse }] as const)),
);

describe.each(all)('%s, %s, corners of the grid aligned: %s', (_name, fuse, alignCorners, view) => {
  const plan = planViews(photo, view, preprocessing);
  const views = scene(plan);
  const area = photo.width * photo.height;
  const expected = plainFusion(plan, views, alignCorners);

  function rowsOf(fusion: Fusion): Float32Array {
    const rows = fusedRows(fusion);
    expect(rows.kind).toBe(fuse === 'sum-logits' ? 'logits' : 'probabilities');
    const found = new Float32Array(area * fusion.labelCount);
    for (let y = photo.height - 1; y >= 0; y--)
      rows.fill(
        y,
        found.subarray(y * photo.width * fusion.labelCount, (y + 1) * photo.width * fusion.labelCount),
      );
    return found;
  }

  it('gives the scores of whole canvases', () => {
    const found = rowsOf(fusionOf(plan, views, alignCorners));
    let worst = 0;
    for (let i = 0; i < area; i++)
      for (let n = 0; n < labels; n++)
        worst = Math.max(worst, Math.abs(found[i * labels + n] - expected[n * area + i]));
    expect(worst).toBeLessThan(5e-6);
  });

  it('gives those of some labels', () => {
    const found = rowsOf(fusionOf(plan, views, alignCorners, 1, 3));
    let worst = 0;
    for (let i = 0; i < area; i++)
      for (let n = 0; n < 2; n++)
        worst = Math.max(worst, Math.abs(found[i * 2 + n] - expected[(n + 1) * area + i]));
    expect(worst).toBeLessThan(5e-6);
  });

  it('paints the best label everywhere, from all at once and in pieces', () => {
    const whole = allocateLabelMap(area, labels);
    const target = { labelMap: whole, firstRow: 0, lastRow: photo.height, firstLabelIndex: 0 };
    for (const _ of paintFused(fusionOf(plan, views, alignCorners), target));
    const pieces = allocateLabelMap(area, labels);
    const bestScores = new Float32Array(area).fill(-Infinity);
    for (const [from, to] of [
      [0, 2],
      [2, 5],
    ]) {
      const piece = { ...target, labelMap: pieces, firstLabelIndex: from, bestScores };
      for (const _ of paintFused(fusionOf(plan, views, alignCorners, from, to), piece));
    }
    expect(new Set(whole).size).toBeGreaterThan(1);
    for (let i = 0; i < area; i++) {
      const best = Math.max(...Array.from({ length: labels }, (_, n) => expected[n * area + i]));
      expect(expected[whole[i] * area + i]).toBeGreaterThan(best - 1e-5);
      expect(expected[pieces[i] * area + i]).toBeGreaterThan(best - 1e-5);
    }
  });

  it('paints some rows alone', () => {
    const whole = allocateLabelMap(area, labels);
    const fusion = fusionOf(plan, views, alignCorners);
    for (const _ of paintFused(fusion, { labelMap: whole, firstRow: 0, lastRow: 31, firstLabelIndex: 0 }));
    const rows = allocateLabelMap(photo.width * 9, labels);
    for (const _ of paintFused(fusion, { labelMap: rows, firstRow: 11, lastRow: 20, firstLabelIndex: 0 }));
    expect(rows).toEqual(whole.subarray(11 * photo.width, 20 * photo.width));
  });
});

it('lets the first of equal labels win, and never one that is unknown', () => {
  const plan = planViews(photo, { windows: { size: 24, stride: 16 }, flip: true }, preprocessing);
  const views = scene(plan).map((view) => {
    const { shape, data } = view.logits;
    const plane = shape[1] * shape[2];
    const copied = data.slice();
    copied.fill(-1e30, 0, plane);
    copied.copyWithin(3 * plane, 2 * plane, 3 * plane);
    return { ...view, logits: tensor('float32', shape, copied) };
  });
  const labelMap = allocateLabelMap(photo.width * photo.height, labels);
  const target = { labelMap, firstRow: 0, lastRow: photo.height, firstLabelIndex: 0 };
  for (const _ of paintFused(fusionOf(plan, views, false), target));
  expect(labelMap).not.toContain(0);
  expect(labelMap).toContain(2);
  expect(labelMap).not.toContain(3);
});
