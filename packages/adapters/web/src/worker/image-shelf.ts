import {
  LangSegError,
  type EncodedImage,
  type LiveSegmentation,
  type PhotoRegion,
  type RegionOptions,
  type SegmentOptions,
  type Suggestion,
  type SuggestOptions,
} from '@langseg/core';
import type { ResultRef } from './protocol.js';

/** Results of one photo that are kept for questions about them; one more drops the oldest. */
const keptResults = 4;

interface Shelved {
  readonly encoded: EncodedImage;
  /** Latest last, by what they were asked for with. */
  readonly results: Map<string, LiveSegmentation>;
}

/** The encoded photos of a worker, by number, with the latest results of each. */
export class ImageShelf {
  readonly #images = new Map<number, Shelved>();
  #nextNumber = 1;

  add(encoded: EncodedImage): number {
    this.#images.set(this.#nextNumber, { encoded, results: new Map() });
    return this.#nextNumber++;
  }

  release(image: number): void {
    this.#images.get(image)?.encoded.dispose();
    this.#images.delete(image);
  }

  /** Computes a result anew. @throws LangSegError as `EncodedImage.segment`. */
  async segment(ref: ResultRef, options: SegmentOptions): Promise<LiveSegmentation> {
    const { encoded, results } = this.#find(ref.image);
    const { labels, labelOptions, palette, refine } = ref;
    const result = await encoded.segment(labels, { ...labelOptions, ...options, palette, refine });
    const key = keyOf(ref);
    results.delete(key);
    results.set(key, result);
    if (results.size > keptResults) results.delete(results.keys().next().value ?? key);
    return result;
  }

  /** A result that was computed before, or computed again when it has been dropped. */
  async result(ref: ResultRef, options: SegmentOptions): Promise<LiveSegmentation> {
    return this.#find(ref.image).results.get(keyOf(ref)) ?? (await this.segment(ref, options));
  }

  /** Words for what a photo shows. @throws LangSegError as `EncodedImage.suggest`. */
  async suggest(image: number, options: SuggestOptions): Promise<Suggestion[]> {
    return this.#find(image).encoded.suggest(options);
  }

  /** The similar surroundings of a pixel. @throws LangSegError as `EncodedImage.region`. */
  async region(
    image: number,
    { x, y }: { readonly x: number; readonly y: number },
    options: RegionOptions,
  ): Promise<PhotoRegion> {
    return this.#find(image).encoded.region(x, y, options);
  }

  #find(image: number): Shelved {
    const shelved = this.#images.get(image);
    if (!shelved)
      throw new LangSegError('DISPOSED', 'This encoded image was disposed; encode the photo again.');
    return shelved;
  }
}

function keyOf({ labels, labelOptions, palette, refine = true }: ResultRef): string {
  return JSON.stringify([labels, labelOptions, palette && [...palette], refine]);
}
