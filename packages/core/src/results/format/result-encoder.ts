import { LangSegError } from '../../errors/lang-seg-error.js';
import { throwIfAborted } from '../../errors/throw-if-aborted.js';
import type { ComponentSet } from '../../components/component-set.js';
import type { AnyConfig } from '../../components/pipeline-config.js';
import type { RgbImage } from '../../interfaces/image-io.js';
import type { RunOptions } from '../../interfaces/run-options.js';
import type { Segmentation } from '../segmentation.js';
import { formatSlot } from './format-component.js';
import { usualEnding } from './format-of-path.js';
import { createPartNames } from './part-names.js';
import type { PictureEncoder } from './picture-encoder.js';

/** A format by its type, or with options: `'mask'`, `{ type: 'overlay', alpha: 0.3 }`. */
export type FormatChoice = string | AnyConfig;

/** A file that a result was written as. */
export interface ResultFile {
  /** What follows the name of the result: `.mask.png`, `.heatmap.sky.png`. */
  readonly ending: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Options of encoding a result. */
export interface EncodeResultOptions extends RunOptions {
  /** One of the format's endings. Default: the usual one. */
  readonly ending?: string;
}

/** Writes results in the formats of a registry. */
export interface ResultEncoder {
  /**
   * @param photo the segmented photo, at the result's size.
   * @returns the files, each made when it is asked for, their names all different.
   * @throws LangSegError `CONFIG_INVALID` for a format or options that there are not, `USAGE` for an ending that the format
   * has not, `ABORTED`; and what the format throws.
   */
  encode(
    result: Segmentation,
    format: FormatChoice,
    photo: RgbImage,
    options?: EncodeResultOptions,
  ): AsyncGenerator<ResultFile, void, undefined>;
}

/** Puts the formats of a registry and the pictures of a platform together. */
export function createResultEncoder({
  registry,
  pictures,
}: {
  readonly registry: ComponentSet;
  readonly pictures: PictureEncoder;
}): ResultEncoder {
  return {
    async *encode(result, choice, photo, { ending: asked, signal } = {}) {
      throwIfAborted(signal);
      const config = typeof choice === 'string' ? { type: choice } : choice;
      const { component: format, options } = registry.parseConfig(formatSlot, config);
      const ending = asked ?? usualEnding(format);
      if (!Object.hasOwn(format.endings, ending))
        throw new LangSegError(
          'USAGE',
          `Files of the format "${format.type}" end in ${Object.keys(format.endings).join(', ')}, not in ${ending}.`,
          { format: format.type, ending },
        );
      const mediaType = format.endings[ending];
      const nameOf = createPartNames();
      for await (const { part, bytes } of format.encode(result, options, {
        photo,
        mediaType,
        pictures,
        signal,
      })) {
        yield { ending: part === undefined ? ending : withPart(ending, nameOf(part)), mediaType, bytes };
        throwIfAborted(signal);
      }
    },
  };
}

/** `.heatmap.png` of `sky`: `.heatmap.sky.png`. */
function withPart(ending: string, part: string): string {
  const dot = ending.lastIndexOf('.');
  return `${ending.slice(0, dot)}.${part}${ending.slice(dot)}`;
}
