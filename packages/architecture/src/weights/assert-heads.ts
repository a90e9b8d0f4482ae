import { LangSegError } from '@langseg/core';

/**
 * Attention heads share the channels of a token evenly.
 *
 * @param option by which the number was chosen.
 * @throws LangSegError `USAGE`.
 */
export function assertHeads(heads: number, width: number, option: string): void {
  if (Number.isInteger(heads) && heads > 0 && width % heads === 0) return;
  throw new LangSegError(
    'USAGE',
    `${option} must divide the width ${width} of the transformer, got ${heads}. ` +
      `Give the number that the model was trained with (option ${option}).`,
    { heads, width },
  );
}
