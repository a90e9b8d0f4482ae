import { LangSegError } from '@langseg/web';
import type { ViewPhoto } from './view-pipeline.js';

/** Pixels of the longer side that a view works with; larger photos are scaled down for it. */
const longestSide = 1280;

/**
 * The photo of an `<img>` element that shows it.
 *
 * @param name how messages call it.
 */
export function photoOf(element: HTMLImageElement, name: string): ViewPhoto {
  return {
    async ready() {
      await element.decode().catch(() => undefined);
      const { naturalWidth: width, naturalHeight: height } = element;
      if (width === 0 || height === 0)
        throw new LangSegError(
          'IMAGE_UNREADABLE',
          `There is no picture at ${name}, or none that this browser can read.`,
        );
      if (element.crossOrigin === null)
        throw new LangSegError(
          'IMAGE_UNREADABLE',
          `Pages may look at the photo at ${name}, but not read it: its site has to allow that with the header ` +
            'Access-Control-Allow-Origin, or the photo has to lie on the site of this page.',
        );
    },
    draw() {
      const { naturalWidth: width, naturalHeight: height } = element;
      const scale = Math.min(1, longestSide / Math.max(width, height));
      return createImageBitmap(element, {
        resizeWidth: Math.max(1, Math.round(width * scale)),
        resizeHeight: Math.max(1, Math.round(height * scale)),
        resizeQuality: 'high',
      });
    },
  };
}

/** Shows a photo; one whose site forbids pages to read it is shown all the same. */
export function showPhoto(element: HTMLImageElement, address: string): void {
  element.crossOrigin = 'anonymous';
  element.onerror = () => {
    element.onerror = null;
    element.crossOrigin = null;
    element.src = address;
  };
  element.src = address;
}
