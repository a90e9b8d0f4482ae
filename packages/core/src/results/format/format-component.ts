import type { z } from 'zod';
import type { Component } from '../../components/component.js';
import { defineSlot } from '../../components/slot-key.js';
import type { RgbImage } from '../../interfaces/image-io.js';
import type { RunOptions } from '../../interfaces/run-options.js';
import type { Segmentation } from '../segmentation.js';
import type { PictureEncoder } from './picture-encoder.js';

/** What a result format gets besides result and options. */
export interface FormatContext extends RunOptions {
  /** The segmented photo, at the result's size. */
  readonly photo: RgbImage;
  /** One of the media types that the format has named: that of the ending which was asked for. */
  readonly mediaType: string;
  /** Turns pixels into files. */
  readonly pictures: PictureEncoder;
}

/** What a format makes of a result. */
export interface FormatFile {
  /** Which of several files this is, such as its label; becomes a part of its name. Left out for the only one. */
  readonly part?: string;
  readonly bytes: Uint8Array;
}

/** A form in which results are written: files of `save` and the command line, answers of the server. */
export interface FormatComponent<
  T extends string = string,
  C extends z.ZodObject = z.ZodObject,
> extends Component<'format', T, C> {
  /** What it holds, in a few words for lists: `the label's index at every pixel`. */
  readonly description: string;
  /**
   * Endings of file names that stand for it, each with its media type; the first is the usual one. The longest ending that
   * fits decides between formats: `.mask.png` before `.png`.
   */
  readonly endings: Readonly<Record<string, string>>;
  /** It writes a file for each label; its option `labels` says for which. Default: one file for the whole result. */
  readonly perLabel?: boolean;
  /** Makes the files, each when it is asked for. */
  encode(result: Segmentation, options: z.output<C>, context: FormatContext): AsyncIterable<FormatFile>;
}

/** Declares a result format with its types inferred. Users add it with `registry.with(…)`. */
export function defineFormat<const T extends string, C extends z.ZodObject>(
  format: Omit<FormatComponent<T, C>, 'slot'>,
): FormatComponent<T, C> {
  return { ...format, slot: 'format' };
}

/** The slot of result formats, by which a registry is asked for them. */
export const formatSlot = defineSlot<FormatComponent>({
  name: 'format',
  what: 'result format',
  members: ['description', 'endings', 'encode'],
});
