import {
  labelOptionsOf,
  LangSegError,
  type Label,
  type PhotoRegion,
  type RegionOptions,
  type SegmentOptions,
  type Suggestion,
  type SuggestOptions,
} from '@langseg/core';
import { WebSegmentation, type WebResultImage } from './web-segmentation.js';
import type { WorkerConnection } from './worker-connection.js';

/** A photo that a worker has encoded, and where. */
export interface WebEncodedImageInit {
  readonly connection: WorkerConnection;
  /** Its number in the worker. */
  readonly image: number;
  readonly width: number;
  readonly height: number;
}

/** Photos that nobody holds any more are let go in the worker too, sooner or later; `dispose()` does it at once. */
const forgotten = new FinalizationRegistry<WebEncodedImageInit>(({ connection, image }) =>
  connection.release(image),
);

/**
 * A photo after the image encoder. Pixels and embeddings stay in the worker; its labels can be changed as often as a
 * person types.
 */
export class WebEncodedImage implements WebResultImage {
  /** Size of the photo. */
  readonly width: number;
  readonly height: number;
  readonly #init: WebEncodedImageInit;
  #disposed = false;

  /** @internal */
  constructor(init: WebEncodedImageInit) {
    this.width = init.width;
    this.height = init.height;
    this.#init = init;
    forgotten.register(this, init, this);
  }

  /**
   * Labels every pixel with the word that fits it best.
   *
   * @param labels any number of words, phrases or groups of them, in any order; pixel values of the result are indices into its
   * `labels`.
   * @throws LangSegError `LABELS_INVALID`, `ABORTED`, `RUNTIME_FAILED`, and `DISPOSED` also when the worker that held
   * the photo has crashed.
   */
  async segment(labels: readonly Label[], options: SegmentOptions = {}): Promise<WebSegmentation> {
    const { image, width, height } = this.#init;
    const { palette, refine, onWarning, signal } = options;
    const input = { image, labels: [...labels], labelOptions: labelOptionsOf(options), palette, refine };
    const warnings: string[] = [];
    const sent = await this.#alive().call('segment', input, {
      signal,
      onEvent(event) {
        if (event.type !== 'label-warning') return;
        warnings.push(event.warning.message);
        onWarning?.(event.warning);
      },
    });
    return new WebSegmentation({
      width,
      height,
      ...sent,
      palette,
      warnings,
      image: this,
      scoresOf: (index, { signal }) => this.#alive().call('scores', { ...input, index }, { signal }),
      heatmapsOf: (indices, { temperature, signal }) =>
        this.#alive().call('heatmaps', { ...input, indices, temperature }, { signal }),
      explainAt: (x, y, { words, nearest, top, signal }) =>
        this.#alive().call('explain', { ...input, x, y, options: { words, nearest, top } }, { signal }),
      filesOf: (format, { ending, signal }) =>
        this.#alive().call('files', { ...input, format, ending }, { signal }),
      logitsOf: (indices, { signal }) => this.#alive().call('logits', { ...input, indices }, { signal }),
    });
  }

  /** Lets go of photo and embeddings in the worker; results stay, but can't be relabelled or asked for scores. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    forgotten.unregister(this);
    this.#init.connection.release(this.#init.image);
  }

  /**
   * Proposes words for what the photo shows, the largest first: those of a list that win part of it, with a margin, against each
   * other and `other`.
   *
   * @throws LangSegError `ABORTED`, `DISPOSED`, `RUNTIME_FAILED`.
   */
  async suggest({ signal, ...options }: SuggestOptions = {}): Promise<readonly Suggestion[]> {
    return this.#alive().call('suggest', { image: this.#init.image, options }, { signal });
  }

  /**
   * The connected part of the photo around the pixel in column `x` and row `y` whose embeddings are similar, and the likeliest words
   * for it.
   *
   * @throws LangSegError `SHAPE_MISMATCH` outside the photo, `ABORTED`, `DISPOSED`, `RUNTIME_FAILED`.
   */
  async region(x: number, y: number, { signal, ...options }: RegionOptions = {}): Promise<PhotoRegion> {
    return this.#alive().call('region', { image: this.#init.image, x, y, options }, { signal });
  }

  #alive(): WorkerConnection {
    const { connection } = this.#init;
    if (this.#disposed || connection.end)
      throw new LangSegError(
        'DISPOSED',
        this.#disposed
          ? 'This encoded image was disposed; encode the photo again.'
          : 'The worker that held this encoded image is gone; encode the photo again.',
        {},
        { cause: connection.end },
      );
    return connection;
  }
}
