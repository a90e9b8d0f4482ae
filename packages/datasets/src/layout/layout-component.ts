import { defineSlot, type Component } from '@langseg/core';
import type { z } from 'zod';
import type { Layout } from './layout.js';

/** Where a data set lies. */
export interface DatasetPlace {
  /** Folder of the data set, as it is to be read. */
  readonly path: string;
}

/** A kind of data set that recipes name; `path` and the other options of every data set are not its own. */
export interface LayoutComponent<
  T extends string = string,
  C extends z.ZodObject = z.ZodObject,
> extends Component<'layout', T, C> {
  /**
   * Finds out where files are and what masks mean. No photo is opened.
   *
   * @throws LangSegError `NOT_FOUND`, `IO_FAILED`; `CONFIG_INVALID` for a list of classes that can't be understood.
   */
  open(options: z.output<C> & DatasetPlace): Promise<Layout>;
}

/** By which a registry is asked for layouts. */
export const layoutSlot = defineSlot<LayoutComponent>({
  name: 'layout',
  what: 'data set layout',
  members: ['open'],
});

/** Declares a layout with its types inferred. */
export function defineLayout<const T extends string, C extends z.ZodObject>(
  layout: Omit<LayoutComponent<T, C>, 'specVersion' | 'slot'>,
): LayoutComponent<T, C> {
  return { specVersion: 1, slot: 'layout', ...layout };
}
