import type { TensorSource, Weights } from '@langseg/core';

/** Modules that stand around another one while it is trained: data parallelism, `torch.compile`, sharding, averaging. */
const wrappers: ReadonlySet<string> = new Set([
  'module',
  '_orig_mod',
  '_fsdp_wrapped_module',
  '_fpw_module',
  '_checkpoint_wrapped_module',
  '_forward_module',
]);

/** Weights under the names that they have without wrapping modules, and the wrappers that were there. */
export interface UnwrappedNames {
  readonly weights: Weights;
  readonly wrappers: readonly string[];
}

/** Takes wrapping modules out of names, wherever they stand: `_orig_mod.module.net.head.weight` is `net.head.weight`. */
export function unwrapNames(weights: Weights): UnwrappedNames {
  const found = new Set<string>();
  const renamed = new Map<string, TensorSource>();
  for (const [name, source] of weights) {
    const parts = name.split('.');
    const plain = parts.filter((part) => !wrappers.has(part)).join('.');
    // A name that is there without wrappers, too, keeps them.
    const isTaken = plain !== name && (plain === '' || weights.has(plain) || renamed.has(plain));
    if (plain !== name && !isTaken) for (const part of parts) if (wrappers.has(part)) found.add(part);
    renamed.set(isTaken ? name : plain, source);
  }
  return { weights: renamed, wrappers: [...found] };
}
