import { LangSegError, type ImageSize } from '@langseg/core';
import { classOf, type Drawable } from './source-kind.js';

/**
 * Size of a drawable's picture in its own pixels, whatever size it is shown at.
 *
 * @throws LangSegError `IMAGE_UNREADABLE` when it has no picture (yet).
 */
export function drawableSize(source: Drawable): ImageSize {
  const size = pictureSize(source);
  if (size.width >= 1 && size.height >= 1) return size;
  throw new LangSegError(
    'IMAGE_UNREADABLE',
    `Expected a picture, but this ${classOf(source)} is ${size.width}×${size.height}: it is empty, closed, or not loaded yet. ` +
      'Wait for its load event (loadeddata for a video), and give an SVG width and height.',
    { ...size },
  );
}

function pictureSize(source: Drawable): ImageSize {
  if ('naturalWidth' in source) return { width: source.naturalWidth, height: source.naturalHeight };
  if ('videoWidth' in source) return { width: source.videoWidth, height: source.videoHeight };
  if ('displayWidth' in source) return { width: source.displayWidth, height: source.displayHeight };
  return { width: source.width, height: source.height };
}
