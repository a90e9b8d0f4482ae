import { readFile } from 'node:fs/promises';

/** Left, top, width and height in pixels. */
export type Box = readonly [x: number, y: number, width: number, height: number];

/** By photo and word. The last of several rectangles is there to measure, the others are to learn from. */
const boxes = JSON.parse(await readFile(new URL('boxes.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, readonly Box[]>>>
>;

export const photos = Object.keys(boxes);

export const words = [...new Set(Object.values(boxes).flatMap((named) => Object.keys(named)))];

/** The rectangles of a photo for one purpose, with their words. */
export function boxesOf(photo: string, purpose: 'learn' | 'measure'): { word: string; box: Box }[] {
  return Object.entries(boxes[photo]).flatMap(([word, named]) => {
    const learned = named.slice(0, Math.max(1, named.length - 1));
    const chosen = purpose === 'learn' ? learned : named.slice(learned.length);
    return chosen.map((box) => ({ word, box }));
  });
}

/** Indices of the pixels of a rectangle in a picture of this width. */
export function pixelsOf([x, y, width, height]: Box, pictureWidth: number): number[] {
  return Array.from(
    { length: width * height },
    (_, i) => (y + Math.floor(i / width)) * pictureWidth + x + (i % width),
  );
}
