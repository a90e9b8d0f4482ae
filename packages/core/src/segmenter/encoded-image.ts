import { otherLogit, type Calibration } from '../calibration/calibration.js';
import type { PipelineParts } from '../components/pipeline.js';
import { LangSegError } from '../errors/lang-seg-error.js';
import type { RgbImage } from '../interfaces/image-io.js';
import type { LabelWarning } from '../interfaces/text-encoder.js';
import { boundedWarnings } from '../labels/bounded-warnings.js';
import type { Label } from '../labels/label.js';
import { createLabelSet, type LabelSet } from '../labels/label-set.js';
import { warnEmbedded } from '../labels/warn-embedded.js';
import { allocateLabelMap, type LabelMap } from '../math/label-map.js';
import type {
  EncodeResultOptions,
  FormatChoice,
  ResultEncoder,
  ResultFile,
} from '../results/format/result-encoder.js';
import type { ResultWriter, SaveOptions } from '../results/format/result-writer.js';
import type { Tensor } from '../tensor/tensor.js';
import type { EncodedViews } from './encoded-views.js';
import { createImageScores } from './image-scores.js';
import { LiveSegmentation, type ResultImage } from './live-segmentation.js';
import type { OpenCalls } from './open-calls.js';
import { createRefinedScores } from './refined-scores.js';
import { Refinement } from './refinement.js';
import type { SegmentOptions } from './segment-options.js';

/** What an encoded image needs from the segmenter that made it. */
export interface EncodedImageInit {
  readonly parts: PipelineParts;
  /** What `other: 'auto'` goes by. */
  readonly calibration?: Calibration;
  readonly photo: RgbImage;
  /** The photo's views after the image encoder. */
  readonly encoded: EncodedViews;
  /** Warnings about how the photo was read. Default: none. */
  readonly warnings?: readonly string[];
  readonly results?: ResultEncoder;
  readonly writer?: ResultWriter;
  /** What the segmenter waits for before it ends. */
  readonly calls: OpenCalls;
}

/** A photo after the image encoder. Its labels can change with every keystroke; only the words are computed again. */
export class EncodedImage implements ResultImage {
  /** Size of the photo. */
  readonly width: number;
  readonly height: number;
  /** Warnings about how the photo was read: flaws, and choices of the reader. */
  readonly warnings: readonly string[];
  readonly #parts: PipelineParts;
  readonly #results: ResultEncoder | undefined;
  readonly #writer: ResultWriter | undefined;
  readonly #calls: OpenCalls;
  readonly #calibration: Calibration | undefined;
  #content:
    | {
        readonly photo: RgbImage;
        readonly encoded: EncodedViews;
        readonly refinement: Refinement | undefined;
      }
    | undefined;

  constructor(init: EncodedImageInit) {
    const { parts, photo, encoded, warnings = [], results, writer, calls, calibration } = init;
    this.warnings = warnings;
    this.width = photo.width;
    this.height = photo.height;
    this.#parts = parts;
    this.#results = results;
    this.#writer = writer;
    this.#calls = calls;
    this.#calibration = calibration;
    this.#content = { photo, encoded, refinement: parts.refiner && new Refinement(parts.refiner, photo) };
  }

  /**
   * Labels every pixel with the word that fits it best.
   *
   * @param labels any number of words or phrases, in any order; pixel values of the result are indices into it.
   * @throws LangSegError `LABELS_INVALID`, `ABORTED`, `DISPOSED`, `RUNTIME_FAILED`.
   */
  segment(labels: readonly Label[], options: SegmentOptions = {}): Promise<LiveSegmentation> {
    return this.#calls.run(() => this.#segment(labels, options));
  }

  async #segment(labels: readonly Label[], options: SegmentOptions): Promise<LiveSegmentation> {
    const { refinement } = this.#alive();
    const set = this.#labelSet(labels, options);
    const warnings = [...this.warnings];
    const onWarning = (warning: LabelWarning): void => {
      warnings.push(warning.message);
      options.onWarning?.(warning);
    };
    const text = await this.#embed(set, { ...options, onWarning });
    const scores = createImageScores({
      parts: this.#parts,
      encoded: () => this.#alive().encoded,
      labels: { ...set, text },
    });
    const isRefined = options.refine !== false && set.labels.length <= scores.rowsAtOnce;
    const refined =
      isRefined && refinement ? createRefinedScores(scores, set.unique.length, refinement) : undefined;
    const labelMap = withRepeats(await (refined ?? scores).labelMap(options), set);
    const unique = (indices: readonly number[]) => indices.map((index) => set.uniqueIndex[index]);
    return new LiveSegmentation({
      width: this.width,
      height: this.height,
      labels: set.labels,
      labelMap,
      alignCorners: this.#parts.imageEncoder.alignCorners,
      palette: options.palette,
      warnings,
      logitsOf: (indices, run) => this.#calls.run(() => scores.logits(unique(indices), run)),
      labelsAtOnce: scores.labelsAtOnce,
      scoreRowsOf: (indices, run) => this.#calls.run(() => scores.rows(unique(indices), run)),
      ...(refined && {
        refinedRowsOf: (run) => this.#calls.run(() => refined.rows(set.uniqueIndex, run)),
      }),
      image: this,
    });
  }

  /**
   * A result of this photo in a format, file by file.
   *
   * @throws LangSegError `USAGE` where the segmenter was made without formats; and as `ResultEncoder.encode`.
   */
  async *files(
    result: LiveSegmentation,
    format: FormatChoice,
    options?: EncodeResultOptions,
  ): AsyncGenerator<ResultFile, void, undefined> {
    const { photo } = this.#alive();
    if (!this.#results)
      throw new LangSegError('USAGE', 'This segmenter knows no result formats: it was created without any.');
    yield* this.#results.encode(result, format, photo, options);
  }

  /**
   * Writes a result of this photo to a file.
   *
   * @throws LangSegError `USAGE` where the segmenter was made without a way to write files; and as `ResultWriter.save`.
   */
  async save(path: string, result: LiveSegmentation, options?: SaveOptions): Promise<string[]> {
    const { photo } = this.#alive();
    if (!this.#writer)
      throw new LangSegError(
        'USAGE',
        'This segmenter can not write files: it was created without a result writer.',
      );
    return this.#writer.save(path, result, photo, options);
  }

  /** The photo's pixels. @throws LangSegError `DISPOSED`. */
  get photo(): RgbImage {
    return this.#alive().photo;
  }

  /** Releases photo and embeddings; results remain, but can't be relabelled and give no more scores. */
  dispose(): void {
    this.#content = undefined;
  }

  #alive() {
    if (!this.#content)
      throw new LangSegError('DISPOSED', 'This encoded image was disposed; encode the photo again.');
    return this.#content;
  }

  #labelSet(labels: readonly Label[], { scoring, depth, other }: SegmentOptions): LabelSet {
    const logit = other === undefined ? undefined : otherLogit(other, this.#calibration);
    return createLabelSet(labels, { scoring, depth, other: logit });
  }

  /** Embeddings of the words of the labels, with a word about those that are probably not meant. */
  async #embed(set: LabelSet, { onWarning, ...options }: SegmentOptions): Promise<Tensor<'float32'>> {
    const warnings = boundedWarnings(onWarning);
    try {
      set.warnings.forEach(warnings.add);
      const text = await this.#parts.textEncoder.encode(set.words, { ...options, onWarning: warnings.add });
      warnEmbedded(set, text).forEach(warnings.add);
      return text;
    } finally {
      warnings.finish();
    }
  }
}

/** Turns indices into the different labels into indices into all labels, a repeated one being its first occurrence. */
function withRepeats(uniqueMap: LabelMap, { labels, unique, uniqueIndex }: LabelSet): LabelMap {
  if (unique.length === labels.length) return uniqueMap;
  const firstIndex = new Array<number>(unique.length);
  for (let index = labels.length - 1; index >= 0; index--) firstIndex[uniqueIndex[index]] = index;
  const labelMap = allocateLabelMap(uniqueMap.length, labels.length);
  for (let i = 0; i < labelMap.length; i++) labelMap[i] = firstIndex[uniqueMap[i]];
  return labelMap;
}
