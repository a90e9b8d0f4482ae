import * as z from 'zod';
import { LangSegError } from '../errors/lang-seg-error.js';
import { listProblems } from '../errors/list-problems.js';
import { safeParse } from '../errors/safe-parse.js';

/** How the scores of several views become one. */
export type FuseRule = 'sum-logits' | 'mean-softmax';

/** Square windows that slide over a photo. */
export interface WindowOptions {
  /** Side of a window, in pixels of the scaled photo. A photo that is smaller is one window. */
  readonly size: number;
  /** Pixels from one window to the next, at most `size`. */
  readonly stride: number;
  /** Before windows are cut, the photo is scaled so that its shorter side has this many pixels. Default: its own size. */
  readonly shortSide?: number;
  /** The same for the longer side; only one of the two can be given. */
  readonly longSide?: number;
  /**
   * The last window of a row or column: `shift` moves it back until it ends with the photo, `pad` lets it stick out, with
   * black where there is no photo (LSeg's evaluator). Default `shift`.
   */
  readonly edge?: 'shift' | 'pad';
}

/** Which parts of a photo the image encoder sees, at which scales, and how their scores become one. */
export interface ViewOptions {
  /** Default: the whole photo. */
  readonly windows?: WindowOptions;
  /** Factors on the size at which the photo is seen; each one is a further look at the whole photo. Default: 1. */
  readonly scales?: readonly number[];
  /** Also looks at everything mirrored. Default false. */
  readonly flip?: boolean;
  /**
   * `sum-logits`: logits are averaged where windows overlap, and added up over scales and mirror images (LSeg's evaluator).
   * `mean-softmax`: every view decides with probabilities of its own, and these are averaged. Default `sum-logits`.
   */
  readonly fuse?: FuseRule;
  /** Corner convention of scaling the photo, and its scores back, as in PyTorch. Default false; LSeg's evaluator: true. */
  readonly alignCorners?: boolean;
}

const pixels = z.int().min(1).max(16_384);

const windowSchema = z
  .strictObject({
    size: pixels,
    stride: pixels,
    shortSide: pixels.optional(),
    longSide: pixels.optional(),
    edge: z.enum(['shift', 'pad']).optional(),
  })
  .refine(({ size, stride }) => stride <= size, {
    error: 'stride must not be larger than size, or strips of the photo would never be seen',
    path: ['stride'],
  })
  .refine(({ shortSide, longSide }) => shortSide === undefined || longSide === undefined, {
    error: 'give shortSide or longSide, not both',
    path: ['longSide'],
  });

const viewObject = z.strictObject({
  windows: windowSchema.optional(),
  scales: z.array(z.number().min(0.05).max(8)).min(1).max(16).optional(),
  flip: z.boolean().optional(),
  fuse: z.enum(['sum-logits', 'mean-softmax']).optional(),
  alignCorners: z.boolean().optional(),
});

const { $schema: _, ...viewJsonSchema } = z.toJSONSchema(viewObject);

/** What `view` may be in a bundle, a request, a protocol or an option: `'whole'` or {@link ViewOptions}. */
export const viewSchema: z.ZodType<ViewOptions | 'whole'> = z
  .unknown()
  .transform((value, context) => {
    if (value === 'whole') return value;
    const result = safeParse(viewObject, value);
    if (result.success) return result.data;
    for (const issue of result.error.issues)
      context.addIssue({ ...issue, code: 'custom', message: issue.message });
    return z.NEVER;
  })
  // A union would be simpler, but says only "Invalid input" where an entry of the object is wrong.
  .meta({ anyOf: [{ const: 'whole' }, viewJsonSchema] });

/**
 * Checks a view.
 *
 * @throws LangSegError `USAGE` naming the wrong entries.
 */
export function parseView(view: unknown): ViewOptions | 'whole' {
  const result = safeParse(viewSchema, view);
  if (result.success) return result.data;
  throw new LangSegError(
    'USAGE',
    `A view is 'whole' or an object with windows, scales, flip, fuse and alignCorners:\n${listProblems(result.error)}`,
    { issues: result.error.issues },
  );
}
