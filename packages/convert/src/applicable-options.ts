import { LangSegError } from '@langseg/core';
import type { ConvertOptions } from './convert-options.js';

/**
 * Options that mean nothing for an architecture are refused rather than ignored: whoever gives them takes the checkpoint
 * for something else.
 *
 * @throws LangSegError `USAGE`.
 */
export function assertApplicable(
  options: ConvertOptions,
  applicable: readonly (keyof ConvertOptions)[],
  architecture: string,
): void {
  const given = Object.keys(options) as (keyof ConvertOptions)[];
  const wrong = given.filter((name) => options[name] !== undefined && !applicable.includes(name));
  if (wrong.length === 0) return;
  throw new LangSegError(
    'USAGE',
    `${wrong.join(', ')} can't be chosen for ${architecture}; what can be: ${applicable.join(', ')}.`,
    { options: wrong, applicable },
  );
}

/**
 * Attention heads share the channels of a token evenly.
 *
 * @throws LangSegError `USAGE`.
 */
export function assertHeads(heads: number, width: number, option: 'heads' | 'textHeads'): void {
  if (Number.isInteger(heads) && heads > 0 && width % heads === 0) return;
  throw new LangSegError(
    'USAGE',
    `${option} must divide the width ${width} of the transformer, got ${heads}. ` +
      `Use the number that the model was trained with (${option === 'heads' ? '--heads' : '--text-heads'}).`,
    { heads, width },
  );
}
