import type { ImageSource } from '@langseg/core';

/** Where a photo comes from in a browser: an address, a file, bytes, pixels, or whatever a page can draw. */
export type WebImageSource =
  | ImageSource
  | Blob
  | ImageBitmap
  | ImageData
  | HTMLImageElement
  | HTMLCanvasElement
  | OffscreenCanvas
  | VideoFrame
  | HTMLVideoElement;
