import { defineSlot, type Component, type RunOptions } from '@langseg/core';
import type { z } from 'zod';
import type { PointMap } from '../fuse/point-map.js';

/** The words that points got. */
export interface PointLabels {
  readonly labels: readonly string[];
  /** `[N]`: for each point the index of its label. */
  readonly labelMap: Uint8Array | Uint16Array;
  /** Colours of the labels, three bytes each. */
  readonly palette: Uint8Array;
}

/** What a format writes. */
export interface MapContent {
  /** Of the scene; part of file names. */
  readonly name: string;
  readonly map: PointMap;
  readonly labelled?: PointLabels;
  /** Name of the model that the vectors are of. */
  readonly model?: string;
}

/** Where a format writes. */
export interface MapFormatContext extends RunOptions {
  /**
   * Where a file goes: its folder is there, and the file takes the name only when `write` has come to its end.
   *
   * @param path inside the output folder, with `/` between folders.
   * @param write gets the path of a temporary file to fill.
   * @throws LangSegError `IO_FAILED`, `ABORTED`; what `write` throws.
   */
  readonly file: (path: string, write: (temporary: string) => Promise<void>) => Promise<void>;
}

/** A form that point clouds with vectors are written in. */
export interface MapFormatComponent<
  T extends string = string,
  C extends z.ZodObject = z.ZodObject,
> extends Component<'mapFormat', T, C> {
  /** One line for people. */
  readonly description: string;
  /** Writes the files, one after the other. */
  write(content: MapContent, options: z.output<C>, context: MapFormatContext): Promise<void>;
}

/** By which a registry is asked for formats of point clouds. */
export const mapFormatSlot = defineSlot<MapFormatComponent>({
  name: 'mapFormat',
  what: 'format of point clouds',
  members: ['description', 'write'],
});

/** Declares such a format with its types inferred. */
export function defineMapFormat<const T extends string, C extends z.ZodObject>(
  format: Omit<MapFormatComponent<T, C>, 'specVersion' | 'slot'>,
): MapFormatComponent<T, C> {
  return { specVersion: 1, slot: 'mapFormat', ...format };
}
