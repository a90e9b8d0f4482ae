import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ViewOptions } from './view-options.js';
import { isSingle, planViews, plannedViews, viewCount } from './view-plan.js';

const preprocessing = { longestSide: 480, onlyShrink: false, sizeMultiple: 1 };

interface OfficialPlan {
  readonly image: [number, number];
  readonly base: number;
  readonly crop: number;
  readonly scale: number;
  readonly resized: [number, number];
  readonly windows: [top: number, bottom: number, left: number, right: number][];
}

/** Of LSeg's evaluator: every image size and scale with the windows that it cut. */
const official = JSON.parse(
  readFileSync(new URL('__fixtures__/multi-eval-plan.json', import.meta.url), 'utf8'),
) as OfficialPlan[];

const boxes = (width: number, height: number, view: ViewOptions) =>
  [...plannedViews(planViews({ width, height }, view, preprocessing))].map(
    ({ rect: { x, y, width, height } }) => [y, x, y + height, x + width],
  );

describe('planViews', () => {
  it.each(official)("cuts LSeg's windows from $image at scale $scale", (expected) => {
    const { image, base, crop, scale, resized, windows } = expected;
    const stride = Math.floor((crop * 2) / 3);
    const { passes } = planViews(
      { width: image[1], height: image[0] },
      { windows: { size: crop, stride, longSide: base, edge: 'pad' }, scales: [scale] },
      preprocessing,
    );
    const [{ canvas, tops, lefts, window }] = passes;
    expect([canvas.height, canvas.width]).toEqual(resized);
    expect(window).toEqual({ width: crop, height: crop });
    expect(tops).toEqual([...new Set(windows.map(([top]) => top))]);
    expect(lefts).toEqual([...new Set(windows.map(([, , left]) => left))]);
  });

  it.each([
    [
      'wide',
      131,
      84,
      63,
      [
        [0, 0, 84, 84],
        [0, 47, 84, 131],
      ],
    ],
    [
      'tall',
      84,
      150,
      42,
      [
        [0, 0, 84, 84],
        [42, 0, 126, 84],
        [66, 0, 150, 84],
      ],
    ],
    ['small', 70, 60, 63, [[0, 0, 60, 70]]],
  ])("cuts TIPS' windows from a %s photo", (_, width, height, stride, expected) => {
    expect(boxes(width, height, { windows: { size: 84, stride } })).toEqual(expected);
  });

  it('scales the photo by its shorter or longer side before it cuts', () => {
    const canvas = (windows: object) =>
      planViews({ width: 200, height: 100 }, { windows: { size: 10, stride: 10, ...windows } }, preprocessing)
        .passes[0].canvas;
    expect(canvas({ shortSide: 50 })).toEqual({ width: 100, height: 50 });
    expect(canvas({ longSide: 50 })).toEqual({ width: 50, height: 25 });
    expect(canvas({})).toEqual({ width: 200, height: 100 });
  });

  it('looks at the whole photo once, as ever, unless it is told otherwise', () => {
    const photo = { width: 640, height: 480 };
    const whole = planViews(photo, 'whole', preprocessing);
    expect(isSingle(whole)).toBe(true);
    expect(whole.passes[0].input).toEqual({ width: 480, height: 360 });
    const small = planViews({ width: 64, height: 48 }, 'whole', { ...preprocessing, onlyShrink: true });
    expect(small.passes[0].input).toEqual({ width: 64, height: 48 });
    expect(isSingle(planViews(photo, { flip: true }, preprocessing))).toBe(false);
    expect(isSingle(planViews(photo, { fuse: 'mean-softmax' }, preprocessing))).toBe(false);
  });

  it('scales the whole photo around the size of the model', () => {
    const plan = planViews({ width: 640, height: 480 }, { scales: [0.5, 2], flip: true }, preprocessing);
    expect(plan.passes.map(({ input }) => input.width)).toEqual([240, 960]);
    expect(viewCount(plan)).toBe(4);
    expect([...plannedViews(plan)].map(({ mirrored }) => mirrored)).toEqual([false, true, false, true]);
  });

  it('gives windows a size that the network takes', () => {
    const plan = planViews(
      { width: 100, height: 40 },
      { windows: { size: 60, stride: 40 } },
      { ...preprocessing, sizeMultiple: 32 },
    );
    expect(plan.passes[0].input).toEqual({ width: 64, height: 32 });
  });

  it('refuses more work than anyone can wait for, before it lists it', () => {
    const plan = (view: ViewOptions) => () =>
      planViews({ width: 20_000, height: 20_000 }, view, preprocessing);
    expect(plan({ windows: { size: 10, stride: 1 } })).toThrow(
      expect.objectContaining({ code: 'IMAGE_TOO_LARGE' }),
    );
    expect(plan({ windows: { size: 16_000, stride: 16_000 } })).toThrow('16000 × 16000 pixels');
  });
});
