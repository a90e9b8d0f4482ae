import type { Regions } from '../engine/engine.js';
import type { NamePlace } from '@langseg/view';
import type { Layer } from './paint-regions.js';
import type { PictureArea, PictureSize } from './pixel-scores.js';
import type { View } from './view.js';

/** To the painter's worker. */
export type PaintRequest =
  | { readonly type: 'load'; readonly pane: number; readonly regions: Regions }
  | { readonly type: 'paint'; readonly ticket: number; readonly pane: number; readonly view: View }
  | {
      /** As `paint`, for another size than the working size: that of the original photo. */
      readonly type: 'enlarge';
      readonly ticket: number;
      readonly pane: number;
      readonly view: View;
      readonly size: PictureSize;
    }
  | {
      /** A part of the picture, as if all of it were larger. */
      readonly type: 'magnify';
      readonly ticket: number;
      readonly pane: number;
      readonly view: View;
      readonly area: PictureArea;
    };

/** From the painter's worker; one for every ticket. */
export type PaintReply =
  | { readonly ticket: number; readonly painted: Painted }
  | { readonly ticket: number; readonly enlarged: Enlarged }
  | { readonly ticket: number; readonly detail: Detail }
  | { readonly ticket: number; readonly failure: string };

/** What a pane shows over its photo. */
export interface Painted extends PictureSize {
  readonly layer: Layer;
  /** Share of the picture that each word was painted on, 0..1. */
  readonly shares: readonly number[];
  readonly names: readonly NamePlace[];
  /** For each word the one that wins where it comes closest to winning; -1 for none. */
  readonly rivals: readonly number[];
}

/** A part of the picture under zoom. Names lie in the part. */
export type Detail = Pick<Painted, 'width' | 'height' | 'layer' | 'names'>;

/** Results at the size of the original photo. */
export interface Enlarged extends PictureSize {
  readonly layer: Layer;
  readonly labelMap: Uint8Array | Uint16Array;
  /** 1 where the best word is likely enough to be painted. */
  readonly isCertain: Uint8Array;
}
