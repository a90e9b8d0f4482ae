import type { Sharp, SharpOptions } from 'sharp';
import type { loadSharp } from '../load-sharp.js';
import type { Picture } from './picture.js';

/** How much sharp takes for a reason to fail. */
export type Tolerance = 'warning' | 'error';

/** Raw samples as sharp gives them. */
export interface RawSamples {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** Runs pipelines of sharp on one picture. */
export interface Decoder {
  readonly run: (pipeline: (sharp: Sharp) => Sharp, options?: SharpOptions) => Promise<RawSamples>;
}

/** A decoder that fails on what the tolerance says. The number of bands is checked elsewhere. */
export function createDecoder(
  sharp: Awaited<ReturnType<typeof loadSharp>>,
  { input, page }: Picture,
  { maxPixels, failOn }: { readonly maxPixels: number; readonly failOn: Tolerance },
): Decoder {
  return {
    async run(pipeline, options) {
      const start = sharp(input, {
        ...options,
        failOn,
        limitInputPixels: maxPixels,
        limitInputChannels: false,
        page: page.page,
        ...(page.subifd !== undefined && { tiff: { subifd: page.subifd } }),
      });
      const { data, info } = await pipeline(start).toBuffer({ resolveWithObject: true });
      return { data, width: info.width, height: info.height, channels: info.channels };
    },
  };
}
