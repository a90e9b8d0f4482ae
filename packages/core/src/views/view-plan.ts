import { LangSegError } from '../errors/lang-seg-error.js';
import type { Rectangle } from '../image/crop-image.js';
import { assertInputSize, targetSize, type ImageSize } from '../image/target-size.js';
import type { Preprocessing } from '../interfaces/preprocessing.js';
import type { FuseRule, ViewOptions, WindowOptions } from './view-options.js';
import { windowStarts } from './window-starts.js';

/** Most views of one photo. */
const maxViews = 100_000;

/** The photo at one scale, and the windows over it. */
export interface ViewPass {
  /** Size of the scaled photo. */
  readonly canvas: ImageSize;
  /** Side of a window along each axis; with `edge: 'pad'` windows may stick out. */
  readonly window: ImageSize;
  /** Size at which a window enters the image encoder. */
  readonly input: ImageSize;
  /** Where rows of windows begin, and windows in a row. */
  readonly tops: readonly number[];
  readonly lefts: readonly number[];
}

/** Everything that the image encoder looks at, and how the scores are put together. */
export interface ViewPlan {
  readonly photo: ImageSize;
  readonly passes: readonly ViewPass[];
  /** Every window is seen a second time, mirrored. */
  readonly flip: boolean;
  readonly fuse: FuseRule;
  readonly alignCorners: boolean;
}

/** One look of the image encoder. */
export interface PlannedView {
  /** Index of its {@link ViewPass}. */
  readonly pass: number;
  /** In pixels of the pass' canvas. */
  readonly rect: Rectangle;
  readonly mirrored: boolean;
}

/** What a plan needs to know of a model. */
export type PlanPreprocessing = Pick<Preprocessing, 'longestSide' | 'onlyShrink' | 'sizeMultiple'>;

/**
 * Decides what the image encoder looks at.
 *
 * @throws LangSegError `IMAGE_UNREADABLE`, `USAGE`, `IMAGE_TOO_LARGE` as {@link targetSize}, and for more than 100,000 views.
 */
export function planViews(
  photo: ImageSize,
  view: ViewOptions | 'whole',
  preprocessing: PlanPreprocessing,
): ViewPlan {
  const {
    windows,
    scales = [1],
    flip = false,
    fuse = 'sum-logits',
    alignCorners = false,
  } = view === 'whole' ? {} : view;
  const passes = scales.map((scale) =>
    windows ? windowPass(photo, windows, scale, preprocessing) : wholePass(photo, scale, preprocessing),
  );
  const plan = { photo, passes, flip, fuse, alignCorners };
  const count = viewCount(plan);
  if (count > maxViews)
    throw new LangSegError(
      'IMAGE_TOO_LARGE',
      `This view looks at the photo ${count} times; the limit is ${maxViews}. Use larger windows or strides, or smaller scales.`,
      { views: count, limit: maxViews },
    );
  return plan;
}

/** How many times the image encoder runs. */
export function viewCount({ passes, flip }: Pick<ViewPlan, 'passes' | 'flip'>): number {
  const windows = passes.reduce((sum, { tops, lefts }) => sum + tops.length * lefts.length, 0);
  return windows * (flip ? 2 : 1);
}

/** True when the plan is one look at the whole photo, so that there is nothing to fuse. */
export function isSingle(plan: ViewPlan): boolean {
  const [{ canvas, window }] = plan.passes;
  const isWhole = canvas.width === window.width && canvas.height === window.height;
  return viewCount(plan) === 1 && isWhole && plan.fuse === 'sum-logits' && !plan.alignCorners;
}

/** Every view of a plan, window by window from the top, a mirrored one after its original. */
export function* plannedViews({
  passes,
  flip,
}: Pick<ViewPlan, 'passes' | 'flip'>): Generator<PlannedView, void> {
  for (const [pass, { window, tops, lefts }] of passes.entries())
    for (const y of tops)
      for (const x of lefts)
        for (const mirrored of flip ? [false, true] : [false])
          yield { pass, rect: { x, y, ...window }, mirrored };
}

/** The views of a pass that show rows `top` … `bottom` of its canvas. */
export function viewsOfRows(
  { passes, flip }: Pick<ViewPlan, 'passes' | 'flip'>,
  pass: number,
  top: number,
  bottom: number,
): PlannedView[] {
  const { window, tops, ...rest } = passes[pass];
  const shown = tops.filter((y) => y <= bottom && y + window.height > top);
  const part = { passes: [{ ...rest, window, tops: shown }], flip };
  return [...plannedViews(part)].map((view) => ({ ...view, pass }));
}

function wholePass(photo: ImageSize, scale: number, preprocessing: PlanPreprocessing): ViewPass {
  const { longestSide, onlyShrink, sizeMultiple } = preprocessing;
  const own = Math.max(photo.width, photo.height);
  const longest = onlyShrink ? Math.min(longestSide, own) : longestSide;
  const size = targetSize(photo.width, photo.height, {
    longestSide: longest * scale,
    onlyShrink: false,
    sizeMultiple,
  });
  return { canvas: size, window: size, input: size, tops: [0], lefts: [0] };
}

function windowPass(
  photo: ImageSize,
  windows: WindowOptions,
  scale: number,
  { sizeMultiple }: PlanPreprocessing,
): ViewPass {
  const canvas = canvasSize(photo, windows, scale);
  const side = (length: number) => (windows.edge === 'pad' ? windows.size : Math.min(windows.size, length));
  const window = { width: side(canvas.width), height: side(canvas.height) };
  const fit = (length: number) => Math.max(1, Math.round(length / sizeMultiple)) * sizeMultiple;
  const input = { width: fit(window.width), height: fit(window.height) };
  assertInputSize(input);
  return {
    canvas,
    window,
    input,
    tops: windowStarts(canvas.height, windows),
    lefts: windowStarts(canvas.width, windows),
  };
}

/** As LSeg's evaluator rounds: the given side up, the other one to the nearest. */
function canvasSize({ width, height }: ImageSize, windows: WindowOptions, scale: number): ImageSize {
  const { shortSide, longSide } = windows;
  const side = shortSide ?? longSide ?? width;
  const widthIsGiven = shortSide ? width <= height : longSide ? width >= height : true;
  const given = Math.ceil(side * scale);
  const other = (own: number, ofGiven: number) => Math.max(1, Math.floor((own * given) / ofGiven + 0.5));
  return widthIsGiven
    ? { width: given, height: other(height, width) }
    : { width: other(width, height), height: given };
}
