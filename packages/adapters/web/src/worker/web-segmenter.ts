/// <reference lib="esnext.disposable" preserve="true" />
import {
  LangSegError,
  throwIfAborted,
  type BundleConfig,
  type Disposable,
  type EncodeImageOptions,
  type Label,
  type LabelLint,
  type LintLabelsOptions,
  type RunOptions,
  type SegmentOptions,
  type Suggestion,
  type SuggestOptions,
  type WordCheck,
} from '@langseg/core';
import { toTransferable } from '../images/to-transferable.js';
import type { WebImageSource } from '../images/web-image-source.js';
import type { WebCapabilities } from '../runtime/describe-browser.js';
import type { ConcreteWebDevice } from '../runtime/web-device.js';
import type { OpenedPipeline } from './protocol.js';
import { WebEncodedImage } from './web-encoded-image.js';
import type { WebSegmentation } from './web-segmentation.js';
import type { WorkerConnection } from './worker-connection.js';

/** A worker with an open pipeline. */
export interface OpenConnection {
  readonly connection: WorkerConnection;
  readonly opened: OpenedPipeline;
}

/** Browsers decode no pictures of other than 8-bit colours, so there is nothing to choose. */
export type WebEncodeOptions = Pick<EncodeImageOptions, 'longestSide' | 'view' | 'signal'>;

/** Starts a worker and opens the pipeline in it. */
export type OpenPipeline = (options: RunOptions) => Promise<OpenConnection>;

/**
 * A whole LSeg pipeline in a worker: photo and words in, labelled photo out, while the page stays responsive.
 *
 * When the worker crashes (a model too large for memory, a lost graphics device), the calls that wait fail with
 * `RUNTIME_FAILED`, and the next call starts a new worker with the same options.
 */
export class WebSegmenter implements Disposable {
  readonly #open: OpenPipeline;
  /** The worker in use, or the one that is being started in place of a crashed one. */
  #current: Promise<OpenConnection>;
  #opened: OpenedPipeline;
  #disposed = false;

  /** @internal */
  constructor(open: OpenPipeline, first: OpenConnection) {
    this.#open = open;
    this.#current = Promise.resolve(first);
    this.#opened = first.opened;
  }

  /** What this browser can do. */
  get capabilities(): WebCapabilities {
    return this.#opened.capabilities;
  }

  /** Where models run. */
  get device(): ConcreteWebDevice {
    return this.#opened.device;
  }

  /** Threads of one model run. */
  get threads(): number {
    return this.#opened.threads;
  }

  /** The model's `config.json`. */
  get model(): BundleConfig {
    return this.#opened.model;
  }

  /**
   * Reads and encodes a photo once, for any number of label sets.
   *
   * @throws LangSegError `IMAGE_UNREADABLE`, `IMAGE_TOO_LARGE`, `NOT_FOUND`, `ABORTED`, `DISPOSED`, `RUNTIME_FAILED`.
   */
  async encode(source: WebImageSource, options: WebEncodeOptions = {}): Promise<WebEncodedImage> {
    const { signal, longestSide, view } = options;
    const connection = await this.#connected(signal);
    const { image, transfer } = await toTransferable(source, { signal });
    const encoded = await connection.call(
      'encode',
      { image, longestSide, view },
      { signal, transfer, discard: (late) => connection.release(late.image) },
    );
    return new WebEncodedImage({ connection, ...encoded });
  }

  /**
   * Labels every pixel of a photo with the word that fits it best.
   *
   * @throws LangSegError as {@link WebSegmenter.encode}, and `LABELS_INVALID`.
   */
  async segment(
    source: WebImageSource,
    labels: readonly Label[],
    options: SegmentOptions & WebEncodeOptions = {},
  ): Promise<WebSegmentation> {
    return (await this.encode(source, options)).segment(labels, options);
  }

  /**
   * Proposes words for what a photo shows, the largest first: see `WebEncodedImage.suggest`.
   *
   * @throws LangSegError as {@link WebSegmenter.encode}.
   */
  async suggest(
    source: WebImageSource,
    options: SuggestOptions & WebEncodeOptions = {},
  ): Promise<readonly Suggestion[]> {
    const image = await this.encode(source, options);
    try {
      const { words, count, minShare, minMargin, signal } = options;
      return await image.suggest({ words, count, minShare, minMargin, signal });
    } finally {
      image.dispose();
    }
  }

  /**
   * Asks the text encoder which words it knows; words of which it knows nothing win no pixel.
   *
   * @throws LangSegError `ABORTED`, `DISPOSED`, `RUNTIME_FAILED`.
   */
  async checkWords(words: readonly string[], { signal }: RunOptions = {}): Promise<readonly WordCheck[]> {
    const connection = await this.#connected(signal);
    return connection.call('check', { words }, { signal });
  }

  /**
   * Words that a text may be the beginning of, the likeliest first: common nouns, then those of the text encoder's vocabulary
   * where it has one. The text is among them where it is a word. Of several words, the last one is completed.
   *
   * @param count how many at most. Default 5.
   * @throws LangSegError `DISPOSED`, `RUNTIME_FAILED`.
   */
  async completeWord(text: string, count?: number): Promise<readonly string[]> {
    const connection = await this.#connected(undefined);
    return connection.call('complete', { text, count }, {});
  }

  /**
   * Says what the text encoder alone tells about labels, without a photo: see the function `lintLabels`.
   *
   * @throws LangSegError `LABELS_INVALID`, `ABORTED`, `DISPOSED`, `RUNTIME_FAILED`.
   */
  async lintLabels(labels: readonly Label[], options: LintLabelsOptions = {}): Promise<LabelLint> {
    const { scoring, depth, words, signal } = options;
    const connection = await this.#connected(signal);
    return connection.call('lint', { labels, options: { scoring, depth, words } }, { signal });
  }

  /** Ends the worker, which gives all its memory back. Results stay readable, but can't be relabelled. */
  async dispose(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    const current = await this.#current.catch(() => undefined);
    current?.connection.close(disposed());
  }

  /** Lets `await using` dispose the segmenter. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  async #connected(signal: AbortSignal | undefined): Promise<WorkerConnection> {
    if (this.#disposed) throw disposed();
    const seen = this.#current;
    const current = await seen.catch(() => undefined);
    // Of several calls that find the worker gone, the first starts the next one for all.
    if ((!current || current.connection.end) && this.#current === seen) this.#current = this.#restart();
    const { connection } = await this.#current;
    throwIfAborted(signal);
    return connection;
  }

  async #restart(): Promise<OpenConnection> {
    const next = await this.#open({});
    if (this.#disposed) {
      next.connection.close(disposed());
      throw disposed();
    }
    this.#opened = next.opened;
    return next;
  }
}

function disposed(): LangSegError {
  return new LangSegError('DISPOSED', 'This segmenter was disposed; create a new one.');
}
