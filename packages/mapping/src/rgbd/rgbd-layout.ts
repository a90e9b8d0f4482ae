import { defineSlot, type Component } from '@langseg/core';
import type { z } from 'zod';
import type { RgbdScene } from './rgbd-scene.js';

/** A way in which photos with depth are kept in folders. */
export interface RgbdLayoutComponent<
  T extends string = string,
  C extends z.ZodObject = z.ZodObject,
> extends Component<'rgbdLayout', T, C> {
  /** One line for people. */
  readonly description: string;
  /** Whether a folder with these entries is one; folders end in `/`. */
  readonly fits: (entries: ReadonlySet<string>) => boolean;
  /**
   * Finds the frames. No photo is opened.
   *
   * @throws LangSegError `NOT_FOUND`, `IO_FAILED`, `FILE_CORRUPT`.
   */
  open(path: string, options: z.output<C>): Promise<RgbdScene>;
}

/** By which a registry is asked for layouts of photos with depth. */
export const rgbdLayoutSlot = defineSlot<RgbdLayoutComponent>({
  name: 'rgbdLayout',
  what: 'layout of photos with depth',
  members: ['description', 'fits', 'open'],
});

/** Declares such a layout with its types inferred. */
export function defineRgbdLayout<const T extends string, C extends z.ZodObject>(
  layout: Omit<RgbdLayoutComponent<T, C>, 'specVersion' | 'slot'>,
): RgbdLayoutComponent<T, C> {
  return { specVersion: 1, slot: 'rgbdLayout', ...layout };
}
