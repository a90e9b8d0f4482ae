import type { ConvertedPart, ImageCheckpoint } from '@langseg/architecture';
import { LangSegError } from '@langseg/core';
import { architectureOptions, type ConvertOptions } from './convert-options.js';
import { withFilesBeside } from './files-beside.js';
import type { FoundText } from './find-text.js';
import { missingText } from './missing-text.js';
import { optionsFor } from './option-values.js';
import type { FoundProjection } from './with-projection.js';

/**
 * The text encoder of a network, with what stands behind it.
 *
 * @param embeddingDim length of the network's embeddings.
 * @throws LangSegError `WEIGHTS_MISMATCH`, `USAGE` where there is none or it doesn't belong to the network; as `planConversion`.
 */
export async function planTextOf(
  {
    text,
    projection,
    checkpoint,
  }: {
    readonly text: FoundText | undefined;
    readonly projection: FoundProjection | undefined;
    readonly checkpoint: Pick<ImageCheckpoint, 'textPrefix' | 'textOptions'> | undefined;
  },
  embeddingDim: number,
  options: ConvertOptions,
): Promise<ConvertedPart> {
  if (!text) throw missingText(checkpoint?.textPrefix, options);
  const { conversion, source } = text;
  const given = { ...checkpoint?.textOptions, ...architectureOptions(options) };
  const inner = await text.plan(optionsFor(conversion, await withFilesBeside(conversion, given, source)));
  const encoder = (await projection?.wrap(inner)) ?? inner;
  assertSameLength(encoder.embeddingDim, embeddingDim);
  return encoder;
}

function assertSameLength(text: number, image: number): void {
  if (text === image) return;
  throw new LangSegError(
    'WEIGHTS_MISMATCH',
    `Text embeddings of length ${text} can't be compared with pixel embeddings of length ${image}: these were not trained together.`,
    { text, image },
  );
}
