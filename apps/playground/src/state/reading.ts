import { signal } from '@preact/signals';
import { wordChances, type WordChance } from '../paint/word-chances.js';
import { activePane, type Pane } from './panes.js';
import { pixelAt } from './zoom.js';

/** The point of the photo that is read, as shares of width and height, 0..1. */
export interface ReadingPoint {
  readonly pane: number;
  readonly x: number;
  readonly y: number;
  /** Set by a tap or a key, so it stays when the pointer leaves. */
  readonly isPinned: boolean;
}

export const readingPoint = signal<ReadingPoint | undefined>(undefined);

/** The likeliest words at a point; both panes are read at the same place when two are compared. */
export function chancesIn(pane: Pane, { x, y }: Pick<ReadingPoint, 'x' | 'y'>): readonly WordChance[] {
  const regions = pane.regions.value;
  if (!regions) return [];
  return wordChances(regions, pixelAt(x, regions.width), pixelAt(y, regions.height));
}

/** Moves the point by keys: steps are shares of the photo. */
export function moveReadingPoint(pane: Pane, dx: number, dy: number): void {
  const { x, y } = readingPoint.value ?? { x: 0.5, y: 0.5 };
  const within = (share: number) => Math.min(0.999, Math.max(0, share));
  activePane.value = pane;
  readingPoint.value = { pane: pane.index, x: within(x + dx), y: within(y + dy), isPinned: true };
}
