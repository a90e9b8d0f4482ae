import { LangSegError } from '../errors/lang-seg-error.js';
import { assertPixel } from '../image/assert-pixel.js';
import type { RunOptions } from '../interfaces/run-options.js';
import type { LabelMap } from '../math/label-map.js';
import { scoreMap } from '../math/score-map.js';
import type { ScoreRows } from '../interfaces/score-rows.js';
import { scoreRowsOf } from '../scores/score-rows.js';
import type { Palette } from '../palettes/palette.js';
import { paletteFor } from '../palettes/palette-for.js';
import { quoteLabel } from '../labels/quote-label.js';
import type { Tensor } from '../tensor/tensor.js';
import { labelAreas, type LabelArea } from './label-areas.js';
import { createLegend, type LegendEntry, type LegendOptions } from './legend.js';
import { probabilityPass } from './probability-pass.js';
import { rowProbabilities } from './row-probabilities.js';
import { compressRle, encodeRle, encodeRles, type CompressedRle } from '../areas/rle.js';
import { areasOfRuns, labelsOfPixel, maskOfRuns, type LabelRuns } from './label-runs.js';
import type { HeatmapOptions, SegmentationInit } from './segmentation-init.js';

/** Options of {@link Segmentation.heatmaps}. */
export interface HeatmapsOptions extends HeatmapOptions {
  /** Which labels, by text or index. Default: all, equal ones once. */
  readonly labels?: readonly (string | number)[];
}

/** How probable a label is at every pixel. */
export interface Heatmap {
  readonly label: string;
  /** Position of the label in its set. */
  readonly index: number;
  /** 0..1, row-major. */
  readonly values: Float32Array;
}

/** Options of {@link Segmentation.logits}. */
export interface LogitsOptions extends RunOptions {
  /** Which labels, by text or index, in which order. Default: all, as they stand. */
  readonly labels?: readonly (string | number)[];
}

/** One area of a result in the form of transformers.js' `image-segmentation` pipeline. */
export interface TransformersSegment {
  /** Always null: a semantic segmentation has no score per area. */
  readonly score: null;
  readonly label: string;
  /** 255 where the label is, else 0; row-major, one channel. */
  readonly mask: {
    readonly data: Uint8ClampedArray;
    readonly width: number;
    readonly height: number;
    readonly channels: 1;
  };
}

/** An area of {@link Segmentation.toRle}. */
export interface RleSegment extends LabelArea {
  readonly label: string;
  readonly segmentation: CompressedRle;
}

/**
 * A labelled photo. Holds one index per pixel; scores and probabilities are computed on demand, so a result of
 * a thousand labels is no larger than one of two.
 *
 * A label is named by its text (the first of equal ones) or by its index.
 */
export class Segmentation {
  readonly width: number;
  readonly height: number;
  readonly labels: readonly string[];
  /** Index into `labels` for every pixel, row-major. */
  readonly labelMap: LabelMap;
  /** With `multiLabel`, the pixels of each label; labels may share them. The label map then has the best label of each pixel. */
  readonly labelRuns: LabelRuns | undefined;
  readonly palette: Palette;
  /** Corner convention for upsampling {@link logits} to the photo. */
  readonly alignCorners: boolean;
  /** Warnings about photo and labels: how the photo was read, and labels that are probably unintended. */
  readonly warnings: readonly string[];
  readonly #logitsOf: SegmentationInit['logitsOf'];
  readonly #labelsAtOnce: number | undefined;
  readonly #scoreRowsOf: SegmentationInit['scoreRowsOf'];
  readonly #refinedRowsOf: SegmentationInit['refinedRowsOf'];

  /** @throws LangSegError `SHAPE_MISMATCH` when the label map has another size. */
  constructor(init: SegmentationInit) {
    const { width, height, labels, labelMap, palette, alignCorners, warnings = [] } = init;
    const { labelRuns, logitsOf, labelsAtOnce, scoreRowsOf, refinedRowsOf } = init;
    if (labelMap.length !== width * height)
      throw new LangSegError(
        'SHAPE_MISMATCH',
        `A label map of ${width} × ${height} has ${width * height} pixels, got ${labelMap.length}.`,
      );
    this.width = width;
    this.height = height;
    this.labels = labels;
    this.labelMap = labelMap;
    this.labelRuns = labelRuns;
    this.palette = palette ?? paletteFor(labels.length);
    this.alignCorners = alignCorners;
    this.warnings = warnings;
    this.#logitsOf = logitsOf;
    this.#labelsAtOnce = labelsAtOnce;
    this.#scoreRowsOf = scoreRowsOf;
    this.#refinedRowsOf = refinedRowsOf;
  }

  /** Pixels and share of every label, in the order of the labels. */
  areas(): LabelArea[] {
    if (this.labelRuns) return areasOfRuns(this.labelRuns, this.labelMap.length);
    return labelAreas(this.labelMap, this.labels.length);
  }

  /** Labels with colour and area. */
  legend(options?: LegendOptions): LegendEntry[] {
    return createLegend(this.areas(), this.labels, this.palette, options);
  }

  /**
   * The best label of the pixel in column `x` and row `y`, from the top left.
   *
   * @throws LangSegError `SHAPE_MISMATCH` outside the photo.
   */
  labelAt(x: number, y: number): string {
    assertPixel(x, y, this);
    return this.labels[this.labelMap[y * this.width + x]];
  }

  /**
   * All labels of a pixel, its best one first: several only with `multiLabel`.
   *
   * @throws LangSegError `SHAPE_MISMATCH` outside the photo.
   */
  labelsAt(x: number, y: number): string[] {
    const best = this.labelAt(x, y);
    if (!this.labelRuns) return [best];
    const found = labelsOfPixel(this.labelRuns, y * this.width + x).map((index) => this.labels[index]);
    return [best, ...found.filter((label) => label !== best)];
  }

  /**
   * Position of a label in its set.
   *
   * @throws LangSegError `LABELS_INVALID` for an unknown one.
   */
  indexOf(label: string | number): number {
    const index = typeof label === 'number' ? label : this.labels.indexOf(label);
    if (this.labels[index] !== undefined) return index;
    const known = this.labels.slice(0, 20).map(quoteLabel);
    if (this.labels.length > known.length) known.push('…');
    throw new LangSegError(
      'LABELS_INVALID',
      `${typeof label === 'number' ? `Index ${label}` : quoteLabel(label)} is not one of the ${this.labels.length} labels of this result: ${known.join(', ')}.`,
      { label, labels: this.labels },
    );
  }

  /**
   * 1 where the label is, else 0; row-major.
   *
   * @throws LangSegError `LABELS_INVALID` for an unknown label.
   */
  mask(label: string | number): Uint8Array {
    const index = this.indexOf(label);
    if (this.labelRuns) return maskOfRuns(this.labelRuns[index], this.labelMap.length);
    const mask = new Uint8Array(this.labelMap.length);
    for (let i = 0; i < mask.length; i++) if (this.labelMap[i] === index) mask[i] = 1;
    return mask;
  }

  /**
   * Logits of labels at the model's own resolution, `[N, h, w]`: what a view that is repainted often needs, such as
   * the words at the pointer. They are the network's own: without a refiner the label map is their argmax, upsampled bilinearly
   * to `height × width`. Several views
   * have no resolution in common: there it is the photo's, and logits are averages, or logarithms of average probabilities.
   *
   * @throws LangSegError `LABELS_INVALID` for an unknown label or too many at once, `DISPOSED` when the encoded photo is gone, `ABORTED`.
   */
  async logits({ labels, ...options }: LogitsOptions = {}): Promise<Tensor<'float32'>> {
    const indices = labels?.map((label) => this.indexOf(label)) ?? [...this.labels.keys()];
    return this.#logitsOf(indices, options);
  }

  /**
   * Scores of labels at every pixel, row by row: what a refiner, a threshold or an explanation reads. Without a refiner the
   * label map is their argmax.
   *
   * @throws LangSegError `LABELS_INVALID` for an unknown label or too many at once, `DISPOSED` when the encoded photo is gone,
   * `ABORTED`.
   */
  async scoreRows({ labels, ...options }: LogitsOptions = {}): Promise<ScoreRows> {
    const indices = labels?.map((label) => this.indexOf(label)) ?? [...this.labels.keys()];
    if (this.#scoreRowsOf) return this.#scoreRowsOf(indices, options);
    return scoreRowsOf(await this.#logitsOf(indices, options), this.#geometry());
  }

  /**
   * Logit of a label at every pixel, row-major: the network's own, which no refiner changes.
   *
   * @throws LangSegError `LABELS_INVALID` for an unknown label, `DISPOSED` when the encoded photo is gone, `ABORTED`.
   */
  async scores(label: string | number, options: RunOptions = {}): Promise<Float32Array> {
    const logits = await this.#logitsOf([this.indexOf(label)], options);
    return scoreMap(logits, 0, this.#geometry());
  }

  /**
   * Probability of a label at every pixel, 0..1, row-major: the softmax over all different labels of the set, refined where the
   * label map is.
   *
   * @throws LangSegError `LABELS_INVALID` for an unknown label, `DISPOSED` when the encoded photo is gone, `ABORTED`.
   */
  async heatmap(label: string | number, options: HeatmapOptions = {}): Promise<Float32Array> {
    const { value } = await this.heatmaps({ ...options, labels: [label] }).next();
    return value!.values;
  }

  /**
   * Probabilities of several labels, each computed when it is asked for. One call for all takes far less time than one for
   * each: the sum over all labels, which every probability needs, is made once.
   *
   * @returns one heatmap after the other, in the order of the result's labels.
   * @throws LangSegError `LABELS_INVALID` for an unknown label, `DISPOSED` when the encoded photo is gone, `ABORTED`.
   */
  async *heatmaps({ labels, ...options }: HeatmapsOptions = {}): AsyncGenerator<Heatmap, void, undefined> {
    const asked = new Set((labels ?? this.labels).map((label) => this.indexOf(label)));
    // A label that is repeated is one label to the softmax, as it is to the label map.
    const places = new Map([...new Set(this.labels)].map((label, place) => [label, place]));
    const indicesAt = new Map<number, number[]>();
    for (const index of asked) {
      const place = places.get(this.labels[index])!;
      indicesAt.set(place, [...(indicesAt.get(place) ?? []), index]);
    }
    const wanted = new Set(indicesAt.keys());
    const pass = this.#refinedRowsOf
      ? rowProbabilities(await this.#refinedRowsOf(options), wanted, options)
      : this.#rawProbabilities([...places.keys()], wanted, options);
    for await (const { index: place, values } of pass)
      for (const index of indicesAt.get(place)!) yield { label: this.labels[index], index, values };
  }

  #rawProbabilities(distinct: readonly string[], wanted: ReadonlySet<number>, options: HeatmapOptions) {
    const firstIndices = distinct.map((label) => this.indexOf(label));
    return probabilityPass({
      ...options,
      ...this.#geometry(),
      labelCount: distinct.length,
      wanted,
      logitsOf: (places, run) =>
        this.#logitsOf(
          places.map((place) => firstIndices[place]),
          run,
        ),
      labelsAtOnce: this.#labelsAtOnce,
    });
  }

  /** Every label that has pixels as COCO RLE, in the order of the labels. */
  toRle(): RleSegment[] {
    const { width, height, labelRuns } = this;
    const rles = labelRuns ? undefined : encodeRles(this.labelMap, width, height);
    return this.#present().map((area) => ({
      ...area,
      label: this.labels[area.index],
      segmentation: compressRle(rles?.get(area.index) ?? encodeRle(this.mask(area.index), 1, width, height)),
    }));
  }

  /** Size and legend, without the pixels; what `JSON.stringify` writes. */
  toJSON(): { width: number; height: number; multiLabel?: true; labels: LegendEntry[] } {
    const { width, height, labelRuns } = this;
    return { width, height, ...(labelRuns && { multiLabel: true }), labels: this.legend() };
  }

  /** The result as transformers.js' `image-segmentation` pipeline returns it: one mask per label that has pixels. */
  toTransformersOutput(): TransformersSegment[] {
    const { width, height } = this;
    return this.#present().map(({ index }) => {
      const data = new Uint8ClampedArray(this.mask(index).buffer);
      for (let i = 0; i < data.length; i++) data[i] *= 255;
      return { score: null, label: this.labels[index], mask: { data, width, height, channels: 1 } };
    });
  }

  #present(): LabelArea[] {
    return this.areas().filter(({ pixels }) => pixels > 0);
  }

  #geometry() {
    return { width: this.width, height: this.height, alignCorners: this.alignCorners };
  }
}
