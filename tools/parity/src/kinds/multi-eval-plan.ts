import { planViews } from '@langseg/core';
import * as z from 'zod';
import { codeKind } from '../case-kind.js';
import { compareExactly } from '../compare.js';
import { officialView } from '../networks/official-view.js';

const size = z.tuple([z.int(), z.int()]);

/** Which sizes and windows LSeg's evaluator takes of photos of many sizes. */
export const multiEvalPlan = codeKind(
  {
    plan: z
      .array(
        z.looseObject({
          image: size,
          base: z.int(),
          crop: z.int(),
          scale: z.number(),
          resized: size,
          padded: size,
          windows: z.array(z.array(z.int())),
        }),
      )
      .min(1),
  },
  async ({ plan }) => {
    const found = plan.map(({ image: [height, width], base, crop, scale, padded: [bottom, right] }) => {
      const { passes } = planViews({ width, height }, officialView(base, crop, [scale]), modelless);
      const [{ canvas, window, tops, lefts }] = passes;
      const windows = tops.flatMap((top) =>
        lefts.map((left) => [
          top,
          Math.min(top + window.height, bottom),
          left,
          Math.min(left + window.width, right),
        ]),
      );
      return { resized: [canvas.height, canvas.width], windows };
    });
    const expected = plan.map(({ resized, windows }) => ({ resized, windows }));
    return [compareExactly('plan', found, expected)];
  },
);

/** Windows of these views don't depend on the model. */
const modelless = { longestSide: 1, onlyShrink: false, sizeMultiple: 1 };
