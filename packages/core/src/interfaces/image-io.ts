/** Decoded pixels: 8-bit sRGB, row-major, three bytes each. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  /** `height × width × 3` bytes. */
  readonly data: Uint8Array;
}

/** Where a photo comes from: a path or URL, or the bytes of an encoded file. */
export type ImageSource = string | URL | Uint8Array | RgbImage;

/** Reads photos; each platform adapter provides one. */
export interface ImageReader {
  /**
   * Decodes any supported format to 8-bit RGB, upright (EXIF orientation applied), transparency laid on white, first
   * frame of an animation.
   *
   * @throws LangSegError `IMAGE_UNREADABLE`, `IMAGE_TOO_LARGE`, `NOT_FOUND`, `ABORTED`.
   */
  read(source: ImageSource, options?: { readonly signal?: AbortSignal }): Promise<RgbImage>;
}
