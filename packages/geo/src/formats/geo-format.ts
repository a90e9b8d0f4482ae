import { defineSlot, type Component, type RunOptions } from '@langseg/core';
import type { z } from 'zod';
import type { GeoMap } from '../segment/segment-geotiff.js';

/** Where a format writes. */
export interface GeoFormatContext extends RunOptions {
  /** Name of the picture, without folder and ending. */
  readonly name: string;
  /** Writes a file, whole or not at all. @throws LangSegError `IO_FAILED`, `ABORTED`. */
  readonly file: (name: string, chunks: Iterable<Uint8Array | string>) => Promise<void>;
}

/** A form in which label maps with a place are written. */
export interface GeoFormatComponent<
  T extends string = string,
  C extends z.ZodObject = z.ZodObject,
> extends Component<'geoFormat', T, C> {
  /** One line for people. */
  readonly description: string;
  /** Writes the files. */
  write(map: GeoMap, options: z.output<C>, context: GeoFormatContext): Promise<void>;
}

/** By which a registry is asked for such formats. */
export const geoFormatSlot = defineSlot<GeoFormatComponent>({
  name: 'geoFormat',
  what: 'format of label maps with a place',
  members: ['description', 'write'],
});

/** Declares such a format with its types inferred. */
export function defineGeoFormat<const T extends string, C extends z.ZodObject>(
  format: Omit<GeoFormatComponent<T, C>, 'specVersion' | 'slot'>,
): GeoFormatComponent<T, C> {
  return { specVersion: 1, slot: 'geoFormat', ...format };
}
