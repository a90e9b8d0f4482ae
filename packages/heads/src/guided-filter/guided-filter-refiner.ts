import {
  LangSegError,
  runInSlices,
  throwIfAborted,
  type Refiner,
  type RefinerGuide,
  type RgbImage,
  type RunOptions,
} from '@langseg/core';
import { readGuide } from './guide.js';
import { refineRows } from './refined-rows.js';

/** Options of {@link GuidedFilterRefiner}. */
export interface GuidedFilterOptions {
  /** Reach of the filter's window, as a share of the photo's longer side. */
  readonly radius: number;
  /** What is added to the variances of colours in [0, 1]: edges fainter than its root are smoothed over. */
  readonly epsilon: number;
  /** Most cells along the longer side on which coefficients are computed. */
  readonly grid: number;
}

/**
 * The guided filter of He et al. (2013) over the probabilities of labels, guided by the photo's colours. Coefficients are computed
 * on a grid (He and Sun 2015), so memory depends on neither the photo's size nor the radius.
 */
export class GuidedFilterRefiner implements Refiner {
  readonly specVersion = 1;
  readonly #options: GuidedFilterOptions;
  #isDisposed = false;

  constructor(options: GuidedFilterOptions) {
    this.#options = options;
  }

  /** Two windows, since coefficients are averaged over the windows around a cell, and four cells for what is rounded to whole ones. */
  get reach(): number {
    return 2 * this.#options.radius + 4 / this.#options.grid;
  }

  async guide(photo: RgbImage, options: RunOptions = {}): Promise<RefinerGuide> {
    this.#assertUsable(options);
    const { radius, epsilon, grid } = this.#options;
    const longerSide = Math.max(photo.width, photo.height);
    const subsampling = Math.ceil(longerSide / grid);
    const steps = readGuide(photo, { radius: radius * longerSide, subsampling, epsilon });
    const guide = await resultOf(steps, options);
    return {
      refine: async (scores, run = {}) => {
        this.#assertUsable(run);
        if (scores.width !== photo.width || scores.height !== photo.height)
          throw new LangSegError(
            'SHAPE_MISMATCH',
            `Scores must be those of the ${photo.width} × ${photo.height} photo, got ${scores.width} × ${scores.height}.`,
          );
        return resultOf(refineRows(scores, guide), run);
      },
    };
  }

  dispose(): Promise<void> {
    this.#isDisposed = true;
    return Promise.resolve();
  }

  #assertUsable({ signal }: RunOptions): void {
    if (this.#isDisposed) throw new LangSegError('DISPOSED', 'This refiner was disposed; create a new one.');
    throwIfAborted(signal);
  }
}

/** Runs steps in slices and gives back what they return. */
async function resultOf<T>(steps: Generator<void, T>, options: RunOptions): Promise<T> {
  let result: { readonly value: T } | undefined;
  const watched = function* (): Generator<void> {
    result = { value: yield* steps };
  };
  await runInSlices(watched(), options);
  return result!.value;
}
