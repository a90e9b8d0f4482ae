import type { ReadImageOptions } from '../interfaces/image-io.js';
import type { RunOptions } from '../interfaces/run-options.js';
import type { LabelWarning } from '../interfaces/text-encoder.js';
import type { LabelOptions } from '../labels/label.js';
import type { Palette } from '../palettes/palette.js';
import type { ViewOptions } from '../views/view-options.js';

/** Options of segmenting with labels. */
export interface SegmentOptions extends RunOptions, LabelOptions {
  /** Colours of the labels. Default: `paletteFor` their number. */
  readonly palette?: Palette;
  /** Whether outlines are refined, by models that have a refiner. Default true. */
  readonly refine?: boolean;
  /**
   * Called for labels that are probably unintended: empty, repeated, truncated, only partly known, equal to another one for
   * the text encoder, several in one, or one that takes every pixel. At most about 100 times a call.
   */
  readonly onWarning?: (warning: LabelWarning) => void;
}

/** Options of encoding a photo. */
export interface EncodeImageOptions extends Pick<ReadImageOptions, 'bands' | 'range' | 'signal'> {
  /**
   * Pixels of the longer side when the photo enters the image encoder; larger values show finer detail and take
   * longer. Default: the model's own.
   */
  readonly longestSide?: number;
  /**
   * Which parts of the photo are encoded, at which scales. Default: the model's own view (`view` of a bundle's
   * `config.json`), else `whole`, at one scale.
   */
  readonly view?: ViewOptions | 'whole';
  /** What is known already about how the photo was read, for callers that decode it themselves. Default: nothing. */
  readonly warnings?: readonly string[];
}

/** Options of segmenting a photo by rows. */
export interface SegmentRowsOptions extends SegmentOptions, Pick<EncodeImageOptions, 'view' | 'longestSide'> {
  /** The first row that is wanted. Default 0. */
  readonly firstRow?: number;
}
