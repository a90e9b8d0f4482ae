import { signal } from '@preact/signals';

/** A place on the photo or in its frame, as shares of width and height, 0..1. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The part of the photo that is seen. */
export interface Zoom extends Place {
  /** How much larger it is than the whole photo; 1 shows all of it. */
  readonly scale: number;
}

export const wholePhoto: Zoom = { scale: 1, x: 0, y: 0 };

/** What both panes show. */
export const zoom = signal(wholePhoto);

/** Further in there is nothing more to see. */
export const largestScale = 8;

/** Zooms by a factor while a place of the photo stays where it is. */
export function zoomedAt({ scale, x, y }: Zoom, factor: number, place: Place): Zoom {
  const next = Math.min(largestScale, Math.max(1, scale * factor));
  const kept = scale / next;
  return within({ scale: next, x: place.x - (place.x - x) * kept, y: place.y - (place.y - y) * kept });
}

/** Moves the photo by shares of its frame, as a finger drags it. */
export function panned({ scale, x, y }: Zoom, dx: number, dy: number): Zoom {
  return within({ scale, x: x - dx / scale, y: y - dy / scale });
}

/** Moves the photo no further than it takes to see a place well. */
export function revealing(now: Zoom, place: Place): Zoom {
  const { scale, x, y } = now;
  const margin = 0.15 / scale;
  const moved = (start: number, at: number) =>
    Math.min(at - margin, Math.max(at + margin - 1 / scale, start));
  return within({ scale, x: moved(x, place.x), y: moved(y, place.y) });
}

/** Where a place of the photo lies in the frame; outside of 0..1 it isn't seen. */
export function inFrame({ scale, x, y }: Zoom, place: Place): Place {
  return { x: (place.x - x) * scale, y: (place.y - y) * scale };
}

/** Which place of the photo is seen at a place of the frame. */
export function onPhoto({ scale, x, y }: Zoom, place: Place): Place {
  return { x: x + place.x / scale, y: y + place.y / scale };
}

function within({ scale, x, y }: Zoom): Zoom {
  const inside = (start: number) => Math.min(1 - 1 / scale, Math.max(0, start));
  return { scale, x: inside(x), y: inside(y) };
}

/** The pixel at a share of a length. */
export function pixelAt(share: number, length: number): number {
  return Math.min(length - 1, Math.max(0, Math.floor(share * length)));
}
