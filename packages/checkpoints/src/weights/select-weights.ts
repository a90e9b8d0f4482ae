import type { TensorSource, Weights } from '@langseg/core';

/**
 * The weights whose names begin with `prefix`, without it: `withPrefix(weights, 'net.clip_pretrained.')` gives what
 * CLIP's own checkpoint would hold.
 */
export function withPrefix(weights: Weights, prefix: string): Weights {
  return renameWeights(weights, (name) => (name.startsWith(prefix) ? name.slice(prefix.length) : undefined));
}

/** The weights under the names that `rename` gives; those it gives `undefined` are left out. */
export function renameWeights(weights: Weights, rename: (name: string) => string | undefined): Weights {
  const renamed = new Map<string, TensorSource>();
  for (const [name, source] of weights) {
    const other = rename(name);
    if (other !== undefined) renamed.set(other, source);
  }
  return renamed;
}
