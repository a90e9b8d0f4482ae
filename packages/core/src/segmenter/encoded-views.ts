import { LangSegError } from '../errors/lang-seg-error.js';
import { throwIfAborted } from '../errors/throw-if-aborted.js';
import { toPixels } from '../image/to-pixels.js';
import type { ImageEncoder, PixelEmbeddings } from '../interfaces/image-encoder.js';
import type { RgbImage } from '../interfaces/image-io.js';
import type { RunOptions } from '../interfaces/run-options.js';
import { canvasSource, viewPixels, type CanvasSource } from '../views/view-pixels.js';
import { isSingle, plannedViews, viewCount, type PlannedView, type ViewPlan } from '../views/view-plan.js';

/** A view after the image encoder. */
export interface EncodedView extends PlannedView {
  readonly pixels: PixelEmbeddings;
}

/** A photo after the image encoder: one view or several. */
export interface EncodedViews {
  readonly plan: ViewPlan;
  readonly views: readonly EncodedView[];
}

/** Most numbers that the embeddings of one photo may have, 2²⁹: 2 GB. */
const maxElements = 2 ** 29;

/**
 * Encodes every view of a plan, one after the other.
 *
 * @throws LangSegError `IMAGE_TOO_LARGE` where their embeddings would take more than 2 GB, `ABORTED`, and what the encoder throws.
 */
export async function encodeViews(
  imageEncoder: ImageEncoder,
  photo: RgbImage,
  plan: ViewPlan,
  options: RunOptions,
): Promise<EncodedViews> {
  assertFits(plan, imageEncoder);
  const { preprocessing } = imageEncoder;
  const { alignCorners } = plan;
  const views: EncodedView[] = [];
  let seen: { readonly pass: number; readonly source: CanvasSource } | undefined;
  for (const view of plannedViews(plan)) {
    throwIfAborted(options.signal);
    const pass = plan.passes[view.pass];
    if (isSingle(plan)) {
      const pixels = await imageEncoder.encode(toPixels(photo, preprocessing, pass.input), options);
      return { plan, views: [{ ...view, pixels }] };
    }
    if (seen?.pass !== view.pass)
      seen = {
        pass: view.pass,
        source: canvasSource(photo, pass.canvas, { ...preprocessing, alignCorners }),
      };
    const input = viewPixels(seen.source, view, pass, preprocessing);
    views.push({ ...view, pixels: await imageEncoder.encode(input, options) });
  }
  return { plan, views };
}

/** Counts what {@link encodeViews} would keep, before anything is computed. */
function assertFits(plan: ViewPlan, { embeddingDim, outputStride }: ImageEncoder): void {
  const elements = plan.passes.reduce((sum, { input, tops, lefts }) => {
    const grid = Math.ceil(input.width / outputStride) * Math.ceil(input.height / outputStride);
    return sum + grid * tops.length * lefts.length * (plan.flip ? 2 : 1) * embeddingDim;
  }, 0);
  if (viewCount(plan) === 1 || elements <= maxElements) return;
  throw new LangSegError(
    'IMAGE_TOO_LARGE',
    `The embeddings of ${viewCount(plan)} views would take ${(elements / 2 ** 28).toFixed(0)} GB; the limit is 2 GB. ` +
      'Scale the photo down (shortSide, longSide or smaller scales), or use a larger stride.',
    { views: viewCount(plan), elements, limit: maxElements },
  );
}
