import type { ImageSize } from '@langseg/core';

/** Something a person should know about how a photo is used. */
export interface ImageNotice {
  readonly code: 'IMAGE_DOWNSCALED';
  readonly message: string;
  /** Size at which the photo is used; its results have that size. */
  readonly width: number;
  readonly height: number;
}

/** The notice for a photo that is too large to be used at its own size. */
export function downscaled({ width, height }: ImageSize, original?: ImageSize): ImageNotice {
  const what = original ? `The photo of ${original.width}×${original.height}` : 'The photo';
  return {
    code: 'IMAGE_DOWNSCALED',
    message: `${what} is too large for a browser and is used at ${width}×${height}.`,
    width,
    height,
  };
}
