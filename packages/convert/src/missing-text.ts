import { textArchitectures, type TextConversion } from '@langseg/architecture';
import { LangSegError } from '@langseg/core';
import { sourceOf, type ConvertOptions } from './convert-options.js';
import { findImage } from './find-image.js';

/**
 * Says where a text encoder was looked for in vain, and which could be found.
 *
 * @param textPrefix below which checkpoints of this network hold one.
 */
export function missingText(
  textPrefix: string | undefined,
  { registry, textWeights }: ConvertOptions,
): LangSegError {
  const conversions = textArchitectures(registry).map(({ conversion }) => conversion);
  const known = conversions.map(nameOf).join(', ') || 'none';
  if (textWeights) {
    const { checkpoint } = sourceOf(textWeights);
    const image = checkpoint && findImage(registry, checkpoint, undefined);
    return new LangSegError(
      'WEIGHTS_MISMATCH',
      `The file for the text weights holds ${image ? `an image encoder (${image.component.type}) and ` : ''}no text encoder that is known; known: ${known}.`,
      { known, ...(image && { image: image.component.type }) },
    );
  }
  if (textPrefix !== undefined)
    return new LangSegError(
      'WEIGHTS_MISMATCH',
      `This checkpoint holds no text weights (${textPrefix}…), with which the network understands labels; known: ${known}. ` +
        'Give a file that has them: of the same text encoder, or of a network like this (--text-weights, option textWeights).',
      { prefix: textPrefix, known },
    );
  const ofOptions = conversions.map(({ fileOption }) => fileOption).filter((name) => name !== undefined);
  const names = ['textWeights', ...ofOptions];
  const advice = conversions.flatMap(({ options, fileOption }) =>
    fileOption === undefined ? [] : `${fileOption}: ${describe(options.shape[fileOption])}`,
  );
  return new LangSegError(
    'USAGE',
    [
      `This checkpoint holds no text encoder: give its file (${names.map(flagOf).join(' or ')}, options ${names.join(' and ')}).`,
      ...advice,
    ].join('\n  '),
    { options: names },
  );
}

function nameOf({ what, recognisedBy }: TextConversion): string {
  return recognisedBy === undefined ? what : `${what} (${recognisedBy})`;
}

function describe(schema: unknown): string {
  return (schema as { readonly description?: string }).description ?? 'the file of a text encoder.';
}

function flagOf(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
