import { LangSegError, type PictureEncoder } from '@langseg/core';
import { encodeJpeg, encodePng } from './encode-image.js';
import { encodeLabelMap } from './encode-label-map.js';

/** Turns pixels into PNG and JPEG files with sharp, and draws legends. JPEG holds 65,500 pixels a side, PNG any number. */
export function createPictureEncoder(): PictureEncoder {
  return {
    async encode(image, { mediaType, quality }) {
      if (mediaType === 'image/png') return encodePng(image);
      if (mediaType === 'image/jpeg') return encodeJpeg(image, { quality });
      throw new LangSegError('USAGE', `Pictures are image/png or image/jpeg, not ${mediaType}.`, {
        mediaType,
      });
    },
    encodeIndices: encodeLabelMap,
    async addLegend(picture, legend) {
      const { addLegend } = await import('./legend/add-legend.js');
      return addLegend(picture, legend);
    },
  };
}
