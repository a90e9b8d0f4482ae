import type { PipelineParts } from '../components/pipeline.js';
import { LangSegError } from '../errors/lang-seg-error.js';
import { throwIfAborted } from '../errors/throw-if-aborted.js';
import type { ImageRows } from '../interfaces/image-rows.js';
import type { RunOptions } from '../interfaces/run-options.js';
import { axisSpan } from '../math/axis-span.js';
import { interpolationAxis } from '../math/interpolation-axis.js';
import type { LabelMap } from '../math/label-map.js';
import { placeView, type FusedView } from '../views/fused-view.js';
import { createFusion } from '../views/fusion.js';
import { createStripSource, type StripSource } from '../views/strip-source.js';
import { viewPixels } from '../views/view-pixels.js';
import { viewsOfRows, type PlannedView, type ViewPlan } from '../views/view-plan.js';
import type { EmbeddedSet } from './embed-labels.js';
import { labelRefinedStrip, labelStrip, type StripLabels } from './label-strip.js';
import { createStripRefinement } from './refined-strip.js';
import { viewLogits } from './view-logits.js';

/** Some rows of a label map. */
export interface LabelledRows {
  readonly firstRow: number;
  readonly lastRow: number;
  /** Rows `firstRow` … `lastRow − 1`, row-major. */
  readonly labelMap: LabelMap;
}

/** Options of {@link segmentRows}. */
export interface RowsOptions extends Pick<StripLabels, 'sureness'> {
  /** Where to begin, to continue what was interrupted. Default 0. */
  readonly firstRow?: number;
  /** Whether outlines are refined. Default true. */
  readonly refine?: boolean;
}

/** Most logits of all labels that are held at once: 2²⁶ floats, 256 MB. */
const maxElements = 2 ** 26;

/** Most pixels that are labelled at once. A refiner also holds the photo there, as it is. */
const maxStrip = 2 ** 25;
const maxRefinedStrip = 3 * 2 ** 22;

/**
 * Labels a photo from the top down. A view is encoded when the first of its rows is needed, only its logits are kept, and only
 * until the last: memory grows with the width of the photo, not with its height.
 */
export async function* segmentRows(
  parts: PipelineParts,
  photo: ImageRows,
  plan: ViewPlan,
  labels: EmbeddedSet,
  { firstRow = 0, sureness, refine = true, ...options }: RunOptions & RowsOptions,
): AsyncGenerator<LabelledRows, void, undefined> {
  const labelCount = labels.unique.length;
  const everyLabel = labels.unique.map((_, position) => position);
  const { imageEncoder, refiner } = parts;
  const refinement = refine && refiner ? createStripRefinement(refiner, photo, plan) : undefined;
  const margin = refinement?.margin ?? 0;
  assertFits(plan, parts, labelCount, margin);
  const { preprocessing, alignCorners } = imageEncoder;
  const axes = plan.passes.map(({ canvas }) => interpolationAxis(canvas.height, photo.height, plan));
  const sources = plan.passes.map((pass) => createStripSource(photo, pass, { ...preprocessing, ...plan }));
  const held = new Map<string, { readonly view: PlannedView; readonly fused: FusedView }>();
  const stripHeight = stripHeightOf(plan, refinement ? maxRefinedStrip : maxStrip);

  for (let first = firstRow; first < photo.height; first += stripHeight) {
    const last = Math.min(first + stripHeight, photo.height);
    const [top, bottom] = [Math.max(0, first - margin), Math.min(last + margin, photo.height)];
    const needed = plan.passes.flatMap((_, pass) =>
      viewsOfRows(plan, pass, ...axisSpan(axes[pass], top, bottom)),
    );
    const names = new Set(needed.map(nameOf));
    for (const name of held.keys()) if (!names.has(name)) held.delete(name);
    for (const view of needed) {
      if (held.has(nameOf(view))) continue;
      throwIfAborted(options.signal);
      const pass = plan.passes[view.pass];
      const source = await (sources[view.pass] satisfies StripSource)(view.rect, options);
      const pixels = await imageEncoder.encode(viewPixels(source, view, pass, preprocessing), options);
      const logits = await viewLogits(parts, pixels, labels, everyLabel, options);
      held.set(nameOf(view), { view, fused: placeView(logits, view, pass.canvas, alignCorners) });
    }
    const passes: FusedView[][] = plan.passes.map(() => []);
    for (const { view, fused } of held.values()) passes[view.pass].push(fused);
    const fusion = createFusion(plan, passes, labelCount);
    const size = { width: photo.width, height: last - first };
    const wanted = { set: labels, sureness };
    const labelMap = refinement
      ? await labelRefinedStrip(refinement.parts(first, last, fusion, options), size, wanted, options)
      : await labelStrip(fusion, { firstRow: first, lastRow: last }, wanted, options);
    yield { firstRow: first, lastRow: last, labelMap };
  }
}

function nameOf({ pass, rect: { x, y }, mirrored }: PlannedView): string {
  return `${pass} ${y} ${x} ${mirrored}`;
}

/** Rows of the photo from one row of windows to the next, of the pass where they are closest, or fewer. */
function stripHeightOf({ photo, passes }: ViewPlan, mostPixels: number): number {
  const strides = passes.map(({ canvas, tops: [top, next = canvas.height] }) => (next - top) / canvas.height);
  const rows = Math.min(Math.min(...strides) * photo.height, mostPixels / photo.width);
  return Math.max(1, Math.floor(rows));
}

/** Two rows of windows and the strip between them, with its margins, are held at the worst. */
function assertFits(
  plan: ViewPlan,
  { imageEncoder: { outputStride } }: PipelineParts,
  labelCount: number,
  margin: number,
): void {
  const points = plan.passes.reduce((sum, { input, canvas, window, tops, lefts }) => {
    const stride = tops.length > 1 ? tops[1] - tops[0] : window.height;
    const shown = window.height + (2 * margin * canvas.height) / plan.photo.height;
    const windowRows = Math.min(tops.length, Math.ceil(shown / stride) + 1);
    const grid = Math.ceil(input.width / outputStride) * Math.ceil(input.height / outputStride);
    return sum + grid * windowRows * lefts.length * (plan.flip ? 2 : 1);
  }, 0);
  const limit = Math.floor(maxElements / points);
  if (labelCount <= limit) return;
  throw new LangSegError(
    'LABELS_INVALID',
    `With this photo and view, scores of at most ${limit} labels can be held at once, got ${labelCount}. ` +
      'Use fewer labels, a larger stride, or a smaller short side.',
    { found: labelCount, limit },
  );
}
