import { LangSegError, type Weights } from '@langseg/core';

/**
 * Layers take a bias where they find one, so one that is lost from a checkpoint would go unnoticed.
 *
 * @param modules the layers that have a bias in the original: what their weights are called without `.weight`, or `_weight` as
 * in `attn.in_proj_weight`.
 * @throws LangSegError `WEIGHTS_MISMATCH` listing biases that are missing.
 */
export function assertBiases(weights: Weights, modules: RegExp): void {
  const missing = [...weights.keys()]
    .filter((name) => /[._]weight$/.test(name) && modules.test(name.slice(0, -'.weight'.length)))
    .map((name) => name.replace(/weight$/, 'bias'))
    .filter((name) => !weights.has(name));
  if (missing.length > 0)
    throw new LangSegError(
      'WEIGHTS_MISMATCH',
      `This checkpoint is not complete: ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing.`,
      { missing },
    );
}
