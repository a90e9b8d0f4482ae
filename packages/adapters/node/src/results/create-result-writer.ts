import { dirname } from 'node:path';
import {
  createRegistry,
  createResultEncoder,
  formatOfPath,
  formatSlot,
  LangSegError,
  resultFormats,
  type ComponentSet,
  type FormatChoice,
  type ResultFile,
  type ResultWriter,
} from '@langseg/core';
import { withIoErrors } from '../files/io-error.js';
import { makeFolder } from '../files/make-folder.js';
import { writeAtomically } from '../files/write-atomically.js';
import { createPictureEncoder } from '../pictures/create-picture-encoder.js';

/** Options of {@link createResultWriter}. */
export interface ResultWriterOptions {
  /** Its formats are written. Default: those that ship with LangSeg. */
  readonly registry?: ComponentSet;
}

/**
 * Writes results to files, told apart by their endings:
 *
 * | ending | content |
 * |---|---|
 * | `.mask.png` | the label's index at every pixel, indexed PNG (16-bit grey above 256 labels) |
 * | `.png`, `.jpg`, `.jpeg` | the photo tinted in the labels' colours, with a legend |
 * | `.heatmap.png` | how probable a label is, a file for each: `cow.heatmap.png` becomes `cow.heatmap.sky.png` … |
 * | `.rle.json` | the legend, and every label's area as COCO RLE |
 * | `.json` | size and legend: label, colour, pixels, share |
 *
 * Files are written atomically; existing files are replaced, and missing folders created. JPEG holds 65,500 pixels a side
 * (`IMAGE_TOO_LARGE`), PNG any number.
 */
export function createResultWriter({
  registry = createRegistry(resultFormats),
}: ResultWriterOptions = {}): ResultWriter {
  const encoder = createResultEncoder({ registry, pictures: createPictureEncoder() });
  return {
    async save(path, result, photo, { format = formatOfPath(registry, path).format.type, signal } = {}) {
      const ending = endingOf(path, format, registry);
      const stem = path.slice(0, -ending.length);
      const folder = dirname(path);
      const written: string[] = [];
      const files = encoder.encode(result, format, photo, { ending, signal });
      for await (const file of namingFile(path, files)) {
        const target = stem + withCase(file.ending, ending, path);
        await withIoErrors('make the folder', folder, () => makeFolder(folder));
        await writeAtomically(target, (sink) => sink.write(file.bytes), { signal });
        written.push(target);
      }
      return written;
    },
  };
}

/** The longest of a format's endings that the path has. */
function endingOf(path: string, choice: FormatChoice, registry: ComponentSet): string {
  const type = typeof choice === 'string' ? choice : choice.type;
  const format = registry.find(formatSlot, type);
  return formatOfPath(createRegistry([format]), path).ending;
}

/** The ending as the path spells it: `A.PNG` stays `A.PNG`. */
function withCase(found: string, asked: string, path: string): string {
  return found === asked ? path.slice(-asked.length) : found;
}

/** Puts the file's name before a message that says what can't be written. */
async function* namingFile(path: string, files: AsyncIterable<ResultFile>): AsyncGenerator<ResultFile> {
  try {
    yield* files;
  } catch (cause) {
    if (!LangSegError.is(cause) || cause.code === 'ABORTED') throw cause;
    const { code, context } = cause;
    throw new LangSegError(code, `Can't write ${path}: ${cause.message}`, { ...context, path }, { cause });
  }
}
