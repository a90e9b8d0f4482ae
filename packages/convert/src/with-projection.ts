import {
  textProjections,
  type ConversionSource,
  type ConvertedPart,
  type TextProjection,
} from '@langseg/architecture';
import { LangSegError } from '@langseg/core';
import { architectureOptions, sourceOf, type ConvertOptions } from './convert-options.js';
import { optionsFor } from './option-values.js';

/** A projection that stands behind a text encoder. */
export interface FoundProjection {
  readonly projection: TextProjection;
  wrap(encoder: ConvertedPart): Promise<ConvertedPart>;
}

/**
 * The projection behind a text encoder: the one that was given, else one in the same file.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH` when the file that was given holds none.
 */
export function findProjection(file: ConversionSource, options: ConvertOptions): FoundProjection | undefined {
  const { registry } = options;
  const given = options.projection && sourceOf(options.projection);
  for (const { projection } of textProjections(registry)) {
    const found = projection.recognise(given ?? file);
    if (found)
      return {
        projection,
        wrap: (encoder) => found.plan(encoder, optionsFor(projection, architectureOptions(options))),
      };
  }
  if (!given) return undefined;
  const known = textProjections(registry).map(({ projection }) => projection.what);
  throw new LangSegError(
    'WEIGHTS_MISMATCH',
    `The file for the projection (--projection) holds none that is known; known: ${known.join(', ') || 'none'}.`,
    { known },
  );
}
