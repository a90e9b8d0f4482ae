import type { Calibration } from '../calibration/calibration.js';
import type { PipelineParts } from '../components/pipeline.js';
import { LangSegError } from '../errors/lang-seg-error.js';
import { assertPixel } from '../image/assert-pixel.js';
import type { RgbImage } from '../interfaces/image-io.js';
import type { LabelWarning } from '../interfaces/text-encoder.js';
import type { Label } from '../labels/label.js';
import type { LabelSet } from '../labels/label-set.js';
import type { LabelMap } from '../math/label-map.js';
import { runInSlices } from '../math/run-in-slices.js';
import type {
  EncodeResultOptions,
  FormatChoice,
  ResultEncoder,
  ResultFile,
} from '../results/format/result-encoder.js';
import type { ExplainOptions, Explanation } from '../results/explanation.js';
import type { ResultWriter, SaveOptions } from '../results/format/result-writer.js';
import { rejectUnsure, asksForSureness } from '../scores/reject-unsure.js';
import { probabilityRows } from '../scores/softmax-rows.js';
import type { EmbeddingGrid } from '../regions/embedding-grid.js';
import type { PhotoRegion, RegionOptions } from '../regions/photo-region.js';
import type { Suggestion, SuggestOptions } from '../suggest/suggestion.js';
import { embedLabels } from './embed-labels.js';
import { embeddingRows, type EmbeddingRows } from './embedding-rows.js';
import type { EncodedViews } from './encoded-views.js';
import { LatestScores } from './latest-scores.js';
import { createImageScores } from './create-image-scores.js';
import { explainPixel, type ExplainInit, type PixelFacts } from './explain-pixel.js';
import { findRegion } from './find-region.js';
import type { ImageScores } from './image-scores.js';
import { overlappingRuns } from './overlapping-runs.js';
import { LiveSegmentation, type ResultImage } from './live-segmentation.js';
import type { OpenCalls } from './open-calls.js';
import { pixelEmbedding } from './pixel-embedding.js';
import { createRefinedScores } from './refined-scores.js';
import { Refinement } from './refinement.js';
import type { SegmentOptions } from './segment-options.js';
import { suggestWords } from './suggest-words.js';
import { withRepeats } from './with-repeats.js';

/** The scores that the label map is made of. */
type ShownScores = Pick<ImageScores, 'labelMap' | 'rows'>;

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
        readonly latest: LatestScores;
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
    const refinement = parts.refiner && new Refinement(parts.refiner, photo);
    this.#content = { photo, encoded, refinement, latest: new LatestScores() };
  }

  /**
   * Labels every pixel with the word that fits it best.
   *
   * @param labels any number of words, phrases or groups of them, in any order; pixel values of the result are indices into its
   * `labels`.
   * @throws LangSegError `LABELS_INVALID`, `ABORTED`, `DISPOSED`, `RUNTIME_FAILED`.
   */
  segment(labels: readonly Label[], options: SegmentOptions = {}): Promise<LiveSegmentation> {
    return this.#calls.run(() => this.#segment(labels, options));
  }

  /**
   * Proposes words for what the photo shows, the largest first: those of a list that win part of it, with a margin, against each
   * other and `other`.
   *
   * @throws LangSegError `ABORTED`, `DISPOSED`, `RUNTIME_FAILED`.
   */
  suggest(options: SuggestOptions = {}): Promise<Suggestion[]> {
    return this.#calls.run(() =>
      suggestWords(this.#parts, () => this.#alive().encoded, options, this.#calibration),
    );
  }

  /**
   * The connected part of the photo around the pixel in column `x` and row `y` whose embeddings are similar, and the likeliest words
   * for it.
   *
   * @throws LangSegError `SHAPE_MISMATCH` outside the photo, `ABORTED`, `DISPOSED`, `RUNTIME_FAILED`.
   */
  region(x: number, y: number, options: RegionOptions = {}): Promise<PhotoRegion> {
    return this.#calls.run(async () => {
      assertPixel(x, y, this);
      return findRegion(this.#alive().encoded, { x, y }, this.#parts.textEncoder, options);
    });
  }

  /**
   * The photo's embeddings in one grid that covers all of it, whichever views it was looked at in.
   *
   * @param longest cells along the longer side at most. Default 256, which is more than a model sees of a whole photo.
   * @throws LangSegError `USAGE` for a side that is not a whole number from 1, `DISPOSED`.
   */
  embeddings(longest = 256): EmbeddingGrid {
    const grid = this.embeddingRows(longest);
    return { rows: grid.rows, columns: grid.columns, vectors: grid.read(0, grid.rows).vectors };
  }

  /**
   * {@link EncodedImage.embeddings} with their lengths, some rows at a time, for grids that are large.
   *
   * @param longest cells along the longer side at most. Default: as many as the network has.
   * @throws LangSegError `USAGE` for a side that is not a whole number from 1, `DISPOSED`.
   */
  embeddingRows(longest = Number.MAX_SAFE_INTEGER): EmbeddingRows {
    if (!Number.isSafeInteger(longest) || longest < 1)
      throw new LangSegError('USAGE', `A grid has at least one cell along its side, got ${longest}.`, {
        longest,
      });
    return embeddingRows(() => this.#alive().encoded, longest);
  }

  async #segment(labels: readonly Label[], options: SegmentOptions): Promise<LiveSegmentation> {
    const { refinement } = this.#alive();
    const warnings = [...this.warnings];
    const onWarning = (warning: LabelWarning): void => {
      warnings.push(warning.message);
      options.onWarning?.(warning);
    };
    const set = await embedLabels(labels, { ...options, onWarning }, this.#parts, this.#calibration);
    const scores = createImageScores({
      parts: this.#parts,
      encoded: () => this.#alive().encoded,
      latest: () => this.#alive().latest,
      labels: set,
    });
    const isRefined = options.refine !== false && set.labels.length <= scores.rowsAtOnce;
    const refined =
      isRefined && refinement ? createRefinedScores(scores, set.unique.length, refinement) : undefined;
    const shown = refined ?? scores;
    const labelMap = withRepeats(await shown.labelMap(options), set);
    const labelRuns = await overlappingRuns(labelMap, scores, set, options);
    if (!labelRuns) await this.#rejectUnsure(labelMap, shown, set, options);
    const unique = (indices: readonly number[]) => indices.map((index) => set.uniqueIndex[index]);
    return new LiveSegmentation({
      width: this.width,
      height: this.height,
      labels: set.labels,
      labelMap,
      labelRuns,
      alignCorners: this.#parts.imageEncoder.alignCorners,
      palette: options.palette,
      warnings,
      logitsOf: (indices, run) => this.#calls.run(() => scores.logits(unique(indices), run)),
      labelsAtOnce: scores.labelsAtOnce,
      scoreRowsOf: (indices, run) => this.#calls.run(() => scores.rows(unique(indices), run)),
      ...(refined && {
        refinedRowsOf: (run) => this.#calls.run(() => refined.rows([...set.unique.keys()], run)),
      }),
      image: this,
      explain: (pixel, run) => this.#calls.run(() => this.#explain(pixel, { set, scores: shown }, run)),
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

  async #rejectUnsure(
    labelMap: LabelMap,
    scores: ShownScores,
    { unique, other }: LabelSet,
    options: SegmentOptions,
  ): Promise<void> {
    if (other === undefined || !asksForSureness(options)) return;
    const { temperature = 1 } = this.#calibration ?? {};
    const rows = await scores.rows([...unique.keys()], { signal: options.signal });
    const probabilities = probabilityRows(rows, temperature);
    await runInSlices(rejectUnsure(probabilities, options, { labelMap, other }), options);
  }

  async #explain(
    pixel: Omit<PixelFacts, 'embedding'>,
    { set, scores }: Pick<ExplainInit, 'set'> & { readonly scores: ShownScores },
    options: ExplainOptions,
  ): Promise<Explanation> {
    const embedding = pixelEmbedding(this.#alive().encoded, pixel.x, pixel.y);
    const rows = await scores.rows([...set.unique.keys()], { signal: options.signal });
    const { temperature = 1 } = this.#calibration ?? {};
    const { textEncoder } = this.#parts;
    return explainPixel({ ...pixel, embedding }, { set, rows, temperature, textEncoder }, options);
  }
}
