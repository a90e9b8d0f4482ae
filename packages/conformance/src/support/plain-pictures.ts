import type { PictureEncoder } from '@langseg/core';

/** Files that begin as PNG and JPEG do, with the pixels as they are behind: no codec is needed. */
export const plainPictures: PictureEncoder = {
  encode: ({ data }, { mediaType }) =>
    Promise.resolve(
      Uint8Array.of(...(mediaType === 'image/jpeg' ? [0xff, 0xd8, 0xff] : [0x89, 0x50, 0x4e, 0x47]), ...data),
    ),
  encodeIndices: ({ labelMap }) => Promise.resolve(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, ...labelMap)),
};
