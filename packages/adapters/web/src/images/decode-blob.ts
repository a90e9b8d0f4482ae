import { describeBytes, messageOf } from '@langseg/adapter-common';
import { LangSegError } from '@langseg/core';

/** Width at which a photo is decoded that the browser can't decode whole. */
const reducedWidth = 4096;

/** A decoded file. */
export interface DecodedBlob {
  readonly bitmap: ImageBitmap;
  /** The photo was too large to be decoded at its own size. */
  readonly isReduced: boolean;
}

/**
 * Decodes an image file, upright, with whatever the browser knows: JPEG, PNG, WebP, GIF and AVIF everywhere, HEIC in Safari.
 * Of an animation the first frame is taken.
 *
 * @param name how messages call it.
 * @throws LangSegError `IMAGE_UNREADABLE`.
 */
export async function decodeBlob(blob: Blob, name: string): Promise<DecodedBlob> {
  if (blob.size === 0)
    throw new LangSegError('IMAGE_UNREADABLE', `Expected an image, but ${name} is empty (0 bytes).`, {
      path: name,
    });
  try {
    return { bitmap: await createImageBitmap(blob, { imageOrientation: 'from-image' }), isReduced: false };
  } catch (cause) {
    const bitmap = await createImageBitmap(blob, {
      imageOrientation: 'from-image',
      resizeWidth: reducedWidth,
      resizeQuality: 'high',
    }).catch(() => undefined);
    if (bitmap) return { bitmap, isReduced: true };
    throw await unreadable(blob, name, cause);
  }
}

async function unreadable(blob: Blob, name: string, cause: unknown): Promise<LangSegError> {
  const start = await blob
    .slice(0, 16)
    .arrayBuffer()
    .catch(() => undefined);
  const found = start ? describeBytes(new Uint8Array(start), blob.size) : 'a file that can no longer be read';
  const isSvg = blob.type === 'image/svg+xml';
  return new LangSegError(
    'IMAGE_UNREADABLE',
    `Expected an image that this browser can decode, but ${name} is not one, is damaged, or is too large: ${found}. ` +
      `The browser says: ${messageOf(cause)} ` +
      (isSvg
        ? 'SVG can only be decoded in a page: show it in an <img> element and pass that.'
        : 'JPEG, PNG and WebP work everywhere.'),
    { path: name, type: blob.type, bytes: blob.size },
    { cause },
  );
}
