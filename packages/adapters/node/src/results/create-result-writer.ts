import { dirname } from 'node:path';
import { encodeMask } from '@langseg/adapter-common';
import { LangSegError, type ResultWriter, type RgbImage, type Segmentation } from '@langseg/core';
import { withIoErrors } from '../files/io-error.js';
import { makeFolder } from '../files/make-folder.js';
import { writeAtomically } from '../files/write-atomically.js';
import { encodeOverlay } from '../pictures/encode-overlay.js';

type Encode = (result: Segmentation, photo: RgbImage) => Promise<Uint8Array> | Uint8Array;

/** What each ending of a file name stands for; the first that fits counts. */
const encoders: readonly (readonly [endings: readonly string[], encode: Encode])[] = [
  [['.mask.png'], (result) => encodeMask(result.labelMap, result)],
  [['.png'], (result, photo) => encodeOverlay(photo, overlayFacts(result))],
  [['.jpg', '.jpeg'], (result, photo) => encodeOverlay(photo, overlayFacts(result), { format: 'jpeg' })],
  [['.rle.json'], (result) => json({ ...result.toJSON(), segments: result.toRle() })],
  [['.json'], (result) => json(result)],
];

/**
 * Writes results to files, told apart by their endings:
 *
 * | ending | content |
 * |---|---|
 * | `.mask.png` | the label's index at every pixel, indexed PNG (16-bit grey above 256 labels) |
 * | `.png`, `.jpg`, `.jpeg` | the photo tinted in the labels' colours, with a legend |
 * | `.rle.json` | the legend, and every label's area as COCO RLE |
 * | `.json` | size and legend: label, colour, pixels, share |
 *
 * Files are written atomically; existing files are replaced, and missing folders created. JPEG holds 65,500 pixels a side (`IMAGE_TOO_LARGE`), PNG any
 * number.
 */
export function createResultWriter(): ResultWriter {
  return {
    async save(path, result, photo, options) {
      const name = path.toLowerCase();
      const found = encoders.find(([endings]) => endings.some((ending) => name.endsWith(ending)));
      if (!found)
        throw new LangSegError(
          'USAGE',
          `The ending of ${path} doesn't say what to write; use ${encoders.flatMap(([endings]) => endings).join(', ')}.`,
          { path },
        );
      const bytes = await namingFile(path, () => found[1](result, photo));
      const folder = dirname(path);
      await withIoErrors('make the folder', folder, () => makeFolder(folder));
      await writeAtomically(path, (sink) => sink.write(bytes), options);
    },
  };
}

/** Puts the file's name before a message that says what can't be written. */
async function namingFile<T>(path: string, encode: () => Promise<T> | T): Promise<T> {
  try {
    return await encode();
  } catch (cause) {
    if (!LangSegError.is(cause)) throw cause;
    const { code, context } = cause;
    throw new LangSegError(code, `Can't write ${path}: ${cause.message}`, { ...context, path }, { cause });
  }
}

function overlayFacts(result: Segmentation) {
  return { labelMap: result.labelMap, legend: result.legend() };
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
