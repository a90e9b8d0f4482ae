import { defineSlot, type Component, type PictureEncoder, type RunOptions } from '@langseg/core';
import type { z } from 'zod';
import type { AnnotatedSet } from './annotated-set.js';

/** What a format writes with. */
export interface DatasetFormatContext extends RunOptions {
  /** Turns pixels into files. */
  readonly pictures: PictureEncoder;
  /**
   * Writes a file, whole or not at all.
   *
   * @param path inside the data set, with `/` between folders, which are made.
   * @param content text, bytes, or text in pieces that are made while it is written.
   * @throws LangSegError `IO_FAILED`, `ABORTED`.
   */
  readonly write: (path: string, content: string | Uint8Array | AsyncIterable<string>) => Promise<void>;
}

/** A form that data sets of photos and areas are written in, for the tools that read it. */
export interface DatasetFormatComponent<
  T extends string = string,
  C extends z.ZodObject = z.ZodObject,
> extends Component<'datasetFormat', T, C> {
  /** One line for people. */
  readonly description: string;
  /** Where photos lie inside the data set. Default `images`. */
  readonly imageFolder?: string;
  /** It can say that areas share pixels. Default false. */
  readonly sharesPixels?: boolean;
  /** The most categories that it has room for. Default any number. */
  readonly mostCategories?: number;
  /** The layout that reads it. Default none. */
  readonly layout?: string;
  /** Writes everything but the photos themselves, which are there already. */
  write(set: AnnotatedSet, options: z.output<C>, context: DatasetFormatContext): Promise<void>;
}

/** By which a registry is asked for formats of data sets. */
export const datasetFormatSlot = defineSlot<DatasetFormatComponent>({
  name: 'datasetFormat',
  what: 'data set format',
  members: ['description', 'write'],
});

/** Declares a format of data sets with its types inferred. */
export function defineDatasetFormat<const T extends string, C extends z.ZodObject>(
  format: Omit<DatasetFormatComponent<T, C>, 'specVersion' | 'slot'>,
): DatasetFormatComponent<T, C> {
  return { specVersion: 1, slot: 'datasetFormat', ...format };
}
