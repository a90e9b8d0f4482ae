import type { RunOptions } from './run-options.js';

/** Decoded pixels: 8-bit sRGB, row-major, three bytes each. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  /** `height × width × 3` bytes. */
  readonly data: Uint8Array;
}

/** Where a photo comes from: a path or URL, or the bytes of an encoded file. */
export type ImageSource = string | URL | Uint8Array | RgbImage;

/** A warning about a photo that was read: a flaw, or a choice that the reader made. */
export interface ImageWarning {
  /** Begins with the photo's name. */
  readonly message: string;
}

/** Options of reading a photo. */
export interface ReadImageOptions extends RunOptions {
  /**
   * Bands that become red, green and blue, or the one that becomes grey, counted from 1. Default: what the file says its
   * colours are.
   */
  readonly bands?: readonly number[];
  /**
   * Stored values that become black and white, for pictures of 12 bits, floats, reflectances and the like. Default: found
   * by the values' type and extent, with a warning where it is a guess.
   */
  readonly range?: readonly [black: number, white: number];
  /** Called for each warning about how the photo was read. */
  readonly onWarning?: (warning: ImageWarning) => void;
}

/**
 * Reads photos; each platform adapter provides one.
 *
 * @typeParam S what it reads besides decoded pixels.
 */
export interface ImageReader<S = ImageSource> {
  /**
   * Decodes any supported format to 8-bit RGB, upright (EXIF orientation applied), transparency laid on white, first
   * frame of an animation.
   *
   * @throws LangSegError `IMAGE_UNREADABLE`, `IMAGE_TOO_LARGE`, `NOT_FOUND`, `USAGE` (impossible bands or range), `ABORTED`.
   */
  read(source: S | RgbImage, options?: ReadImageOptions): Promise<RgbImage>;
}
