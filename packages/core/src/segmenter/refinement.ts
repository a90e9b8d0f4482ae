import { throwIfAborted } from '../errors/throw-if-aborted.js';
import type { RgbImage } from '../interfaces/image-io.js';
import type { Refiner, RefinerGuide } from '../interfaces/refiner.js';
import type { RunOptions } from '../interfaces/run-options.js';
import type { ScoreRows } from '../interfaces/score-rows.js';

/** A refiner with the photo that guides it, which is read when it is first needed, once for all lists of labels. */
export class Refinement {
  readonly #refiner: Refiner;
  readonly #photo: RgbImage;
  #guide: Promise<RefinerGuide> | undefined;

  constructor(refiner: Refiner, photo: RgbImage) {
    this.#refiner = refiner;
    this.#photo = photo;
  }

  /** Refined probabilities. Errors as `Refiner.guide` and `RefinerGuide.refine`. */
  async refine(scores: ScoreRows, { signal }: RunOptions): Promise<ScoreRows> {
    throwIfAborted(signal);
    // Without the signal: other calls may wait for the same guide.
    this.#guide ??= this.#refiner.guide(this.#photo);
    const guide = await this.#guide.catch((error: unknown) => {
      this.#guide = undefined;
      throw error;
    });
    throwIfAborted(signal);
    return guide.refine(scores, { signal });
  }
}
