/// <reference lib="esnext.disposable" preserve="true" />
import type { Calibration } from '../calibration/calibration.js';
import type { PipelineParts } from '../components/pipeline.js';
import { LangSegError } from '../errors/lang-seg-error.js';
import { throwIfAborted } from '../errors/throw-if-aborted.js';
import type { ImageSize } from '../image/target-size.js';
import type { ImageReader, ImageSource, ReadImageOptions, RgbImage } from '../interfaces/image-io.js';
import type { ImageRows } from '../interfaces/image-rows.js';
import type { Disposable, RunOptions } from '../interfaces/run-options.js';
import type { EncodeTextOptions } from '../interfaces/text-encoder.js';
import type { Label } from '../labels/label.js';
import type { LabelLint, LintLabelsOptions } from '../lint/label-lint.js';
import { lintLabels } from '../lint/lint-labels.js';
import type { ResultEncoder } from '../results/format/result-encoder.js';
import type { ResultWriter } from '../results/format/result-writer.js';
import { asksForSureness } from '../scores/reject-unsure.js';
import { checkWords, type WordCheck } from '../suggest/check-words.js';
import { completeWord } from '../suggest/complete-word.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Suggestion, SuggestOptions } from '../suggest/suggestion.js';
import { planViews, type ViewPlan } from '../views/view-plan.js';
import { parseView, type ViewOptions } from '../views/view-options.js';
import { embedLabels } from './embed-labels.js';
import { labelVectors, type LabelledVectors } from './label-vectors.js';
import { segmentRows, type LabelledRows } from './segment-rows.js';
import { encodeViews } from './encoded-views.js';
import { EncodedImage } from './encoded-image.js';
import type { LiveSegmentation } from './live-segmentation.js';
import { createOpenCalls } from './open-calls.js';
import type { EncodeImageOptions, SegmentOptions, SegmentRowsOptions } from './segment-options.js';

/** The parts of a segmenter that reads photos from `S`. */
export interface SegmenterInit<S = ImageSource> extends PipelineParts {
  /** What `other: 'auto'` goes by; that of the model's bundle. */
  readonly calibration?: Calibration;
  /** Decodes photos; without it only decoded ones (`RgbImage`) are taken. */
  readonly images?: ImageReader<S>;
  /** Formats of results, for `result.toFiles`. */
  readonly results?: ResultEncoder;
  /** Writes results to files, for `result.save`. */
  readonly writer?: ResultWriter;
  /** How photos are looked at unless a call says otherwise: the bundle's `view`. Default: `whole`. */
  readonly view?: ViewOptions | 'whole';
}

/**
 * A whole LSeg pipeline: photo and words in, labelled photo out.
 *
 * The segmenter owns its parts and disposes them. Calls may overlap; runs of one model queue up.
 *
 * @typeParam S what its reader reads besides decoded pixels.
 */
export class Segmenter<S = ImageSource> implements Disposable {
  readonly #init: SegmenterInit<S>;
  readonly #calls = createOpenCalls();
  #disposal: Promise<void> | undefined;

  constructor(init: SegmenterInit<S>) {
    this.#init = init;
  }

  /** How photos are looked at unless a call says otherwise. */
  get view(): ViewOptions | 'whole' {
    return this.#init.view ?? 'whole';
  }

  /** Numbers of an embedding, of a pixel and of a word. */
  get embeddingDim(): number {
    return this.#init.imageEncoder.embeddingDim;
  }

  /**
   * What the image encoder would look at in a photo: scales, windows, mirror images. Costs nothing.
   *
   * @throws LangSegError `USAGE` for a view that makes no sense, `IMAGE_TOO_LARGE` for too much work.
   */
  plan(photo: ImageSize, options: Pick<EncodeImageOptions, 'view' | 'longestSide'> = {}): ViewPlan {
    const { imageEncoder, view } = this.#init;
    const { longestSide = imageEncoder.preprocessing.longestSide } = options;
    return planViews({ width: photo.width, height: photo.height }, chosenView(options, view), {
      ...imageEncoder.preprocessing,
      longestSide,
    });
  }

  /**
   * Reads and encodes a photo once, for any number of label sets.
   *
   * @throws LangSegError `IMAGE_UNREADABLE`, `IMAGE_TOO_LARGE`, `NOT_FOUND`, `USAGE`, `ABORTED`, `DISPOSED`,
   * `RUNTIME_FAILED`.
   */
  encode(image: S | RgbImage, options: EncodeImageOptions = {}): Promise<EncodedImage> {
    return this.#calls.run(() => this.#encode(image, options));
  }

  async #encode(image: S | RgbImage, options: EncodeImageOptions): Promise<EncodedImage> {
    const { imageEncoder, results, writer, calibration } = this.#init;
    const warnings = [...(options.warnings ?? [])];
    const { bands, range, signal } = options;
    const photo = await this.#read(image, {
      bands,
      range,
      signal,
      onWarning: ({ message }) => warnings.push(message),
    });
    throwIfAborted(options.signal);
    const encoded = await encodeViews(imageEncoder, photo, this.plan(photo, options), options);
    return new EncodedImage({
      parts: this.#init,
      calibration,
      photo,
      encoded,
      warnings,
      results,
      writer,
      calls: this.#calls,
    });
  }

  /**
   * Labels every pixel of a photo with the word that fits it best.
   *
   * @throws LangSegError as {@link Segmenter.encode}, and `LABELS_INVALID`.
   */
  segment(
    image: S | RgbImage,
    labels: readonly Label[],
    options: SegmentOptions & EncodeImageOptions = {},
  ): Promise<LiveSegmentation> {
    return this.#calls.run(async () => (await this.encode(image, options)).segment(labels, options));
  }

  /**
   * Labels a photo that is too large to be held, from the top down: `for await (const { labelMap, firstRow } of …)`.
   * Labels are those of {@link Segmenter.segment} without a refiner. With one that says how far it looks, each part of the photo as large as a
   * window is refined like a photo of that size.
   *
   * @param photo read by rows. @param options `firstRow` continues what was interrupted.
   * @throws LangSegError as {@link Segmenter.encode}; `USAGE` for `multiLabel`; `LABELS_INVALID` also for more labels than fit the memory, `IMAGE_TOO_LARGE`
   * where one row of windows would need too much of the photo.
   */
  async *segmentRows(
    photo: ImageRows,
    labels: readonly Label[],
    options: SegmentRowsOptions = {},
  ): AsyncGenerator<LabelledRows, void, undefined> {
    const { firstRow, refine, minScore, minMargin, multiLabel, signal } = options;
    if (multiLabel)
      throw new LangSegError(
        'USAGE',
        'A photo that is read by rows has one label at each pixel: "multiLabel" needs the whole photo.',
      );
    const { calibration } = this.#init;
    const plan = this.plan(photo, options);
    const set = await this.#calls.run(() => embedLabels(labels, options, this.#init, calibration));
    const rows = segmentRows(this.#init, photo, plan, set, {
      firstRow,
      refine,
      signal,
      ...(asksForSureness(options) && { sureness: { minScore, minMargin, ...calibration } }),
    });
    for (;;) {
      const { value, done } = await this.#calls.run(() => rows.next());
      if (done) return;
      yield value;
    }
  }

  /**
   * Proposes words for what a photo shows, the largest first: see `EncodedImage.suggest`.
   *
   * @throws LangSegError as {@link Segmenter.encode}.
   */
  suggest(image: S | RgbImage, options: SuggestOptions & EncodeImageOptions = {}): Promise<Suggestion[]> {
    return this.#calls.run(async () => {
      const encoded = await this.encode(image, options);
      try {
        return await encoded.suggest(options);
      } finally {
        encoded.dispose();
      }
    });
  }

  /**
   * Labels vectors with the word that fits each best, as `EncodedImage.segment` labels pixels: those of photos that were put together
   * or kept elsewhere.
   *
   * @param vectors `[N, D]` of any length; only their direction counts.
   * @throws LangSegError `SHAPE_MISMATCH` for vectors of another length than the model's, and as `EncodedImage.segment`.
   */
  labelVectors(
    vectors: Tensor<'float32'>,
    labels: readonly Label[],
    options: SegmentOptions = {},
  ): Promise<LabelledVectors> {
    const { calibration } = this.#init;
    return this.#calls.run(() =>
      labelVectors({ parts: this.#init, calibration, calls: this.#calls }, vectors, labels, options),
    );
  }

  /**
   * Embeddings of words or phrases, each as it is: no groups, no `other`.
   *
   * @returns `[W, D]`; zeros for what the model doesn't know.
   * @throws LangSegError `ABORTED`, `DISPOSED`, `RUNTIME_FAILED`.
   */
  embedWords(words: readonly string[], options: EncodeTextOptions = {}): Promise<Tensor<'float32'>> {
    return this.#calls.run(() => this.#init.textEncoder.encode(words, options));
  }

  /**
   * Asks the text encoder which words it knows; words of which it knows nothing win no pixel.
   *
   * @throws LangSegError `ABORTED`, `DISPOSED`, `RUNTIME_FAILED`.
   */
  checkWords(words: readonly string[], options: RunOptions = {}): Promise<WordCheck[]> {
    return this.#calls.run(() => checkWords(words, this.#init.textEncoder, options));
  }

  /**
   * Words that a text may be the beginning of, the likeliest first: common nouns, then those of the text encoder's vocabulary
   * where it has one. The text is among them where it is a word. Of several words, the last one is completed.
   *
   * @param count how many at most. Default 5.
   */
  completeWord(text: string, count = 5): readonly string[] {
    return completeWord(text, this.#init.textEncoder.vocabulary, count);
  }

  /**
   * Says what the text encoder alone tells about labels, without a photo: see the function `lintLabels`.
   *
   * @throws LangSegError `LABELS_INVALID`, `ABORTED`, `DISPOSED`, `RUNTIME_FAILED`.
   */
  lintLabels(labels: readonly Label[], options: LintLabelsOptions = {}): Promise<LabelLint> {
    return this.#calls.run(() => lintLabels(labels, this.#init.textEncoder, options));
  }

  /**
   * Waits until all calls made so far have finished or failed; new ones are still accepted. Call it before
   * {@link Segmenter.dispose} to let everything finish.
   */
  drain(): Promise<void> {
    return this.#calls.settled();
  }

  /**
   * Releases the models: a run that is under way finishes, everything that waits and every later call is refused with
   * `DISPOSED`, and when the promise settles no native code runs any more. Only then may the worker thread it is in be
   * terminated. Calling it again waits for the same. Results stay readable, but can't be relabelled.
   */
  dispose(): Promise<void> {
    return (this.#disposal ??= this.#dispose());
  }

  async #dispose(): Promise<void> {
    this.#calls.close();
    const { textEncoder, imageEncoder, head, regularizer, refiner } = this.#init;
    for (const part of [textEncoder, imageEncoder, head, regularizer, refiner]) await part?.dispose();
    await this.#calls.settled();
  }

  /** Lets `await using` dispose the segmenter. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  #read(image: S | RgbImage, options: ReadImageOptions): Promise<RgbImage> {
    const { images } = this.#init;
    if (images) return images.read(image, options);
    if (isRgbImage(image)) return Promise.resolve(image);
    throw new LangSegError(
      'USAGE',
      'This segmenter has no image reader: pass decoded pixels ({ width, height, data }).',
    );
  }
}

function isRgbImage(image: unknown): image is RgbImage {
  return typeof image === 'object' && image !== null && 'data' in image && image.data instanceof Uint8Array;
}

/** The view of a call. A longest side is that of the scaled photo, also where windows are cut from it. */
function chosenView(
  { view, longestSide }: Pick<EncodeImageOptions, 'view' | 'longestSide'>,
  own: ViewOptions | 'whole' = 'whole',
): ViewOptions | 'whole' {
  const chosen = parseView(view ?? own);
  if (chosen === 'whole' || !chosen.windows || longestSide === undefined) return chosen;
  const { shortSide: _, ...windows } = chosen.windows;
  return parseView({ ...chosen, windows: { ...windows, longSide: longestSide } });
}
