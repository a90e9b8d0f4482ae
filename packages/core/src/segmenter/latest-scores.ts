import type { Tensor } from '../tensor/tensor.js';
import type { Fusion } from '../views/fusion.js';

/** Most numbers that are kept: 2²² floats, 16 MB. */
const maxElements = 2 ** 22;

/** Keeps what was made of a list of labels, until the next one. */
class Latest<T> {
  #latest: { readonly labels: object; readonly value: T } | undefined;

  /** @param elements numbers in the value; of more than 2²² nothing is kept. */
  keep(labels: object, value: T, elements: number): void {
    this.#latest = elements <= maxElements ? { labels, value } : undefined;
  }

  /** What was kept for these labels, the same object; undefined for others. */
  of(labels: object): T | undefined {
    return this.#latest?.labels === labels ? this.#latest.value : undefined;
  }
}

/**
 * What the latest label map of an encoded photo was made from: whoever asks for probabilities, confidence or an explanation does so
 * right after it, with the same labels. It goes when the photo does.
 */
export class LatestScores {
  /** Of one look at the photo: logits `[N, h, w]`. */
  readonly logits = new Latest<Tensor<'float32'>>();
  /** Of several. */
  readonly fusion = new Latest<Fusion>();
}
