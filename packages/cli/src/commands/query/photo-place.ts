import { InvalidArgumentError } from 'commander';
import { pixelPlace } from '../option-values.js';

/** A pixel of a photo. */
export interface PhotoPlace {
  readonly photo: string;
  readonly x: number;
  readonly y: number;
}

/** `photo.jpg:120,80`; the name may hold colons itself. */
export function photoPlace(text: string): PhotoPlace {
  const colon = text.lastIndexOf(':');
  if (colon < 1)
    throw new InvalidArgumentError(
      'Expected a photo and column and row of a pixel, such as photo.jpg:320,240.',
    );
  const [x, y] = pixelPlace(text.slice(colon + 1));
  return { photo: text.slice(0, colon), x, y };
}
