import { LangSegError, type PictureEncoder } from '@langseg/core';
import { encodeMask } from '@langseg/adapter-common';
import { canvasContext } from '../images/canvas-context.js';
import { addLegend } from './add-legend.js';
import { toImageData } from './image-data.js';

/** Turns pixels into PNG and JPEG files with a canvas, in pages and workers, and draws legends. */
export function createWebPictureEncoder(): PictureEncoder {
  return {
    async encode(image, { mediaType, quality = 90 }) {
      const context = canvasContext(image.width, image.height);
      context.putImageData(toImageData(image), 0, 0);
      const blob = await context.canvas.convertToBlob({ type: mediaType, quality: quality / 100 });
      // Canvases write PNG in place of what they don't know.
      if (blob.type !== mediaType)
        throw new LangSegError('USAGE', `This browser can't write pictures of the type ${mediaType}.`, {
          mediaType,
        });
      return new Uint8Array(await blob.arrayBuffer());
    },
    encodeIndices: (picture) => encodeMask(picture.labelMap, picture),
    addLegend,
  };
}
