import { LangSegError, type Weights } from '@langseg/core';

/** Options of {@link requireWeights}. */
export interface RequireWeightsOptions {
  /** The architecture, for the message: `LSeg ViT-L/16`. */
  readonly what: string;
  /** Tensors that may be there without being expected; none by default. */
  readonly allowUnexpected?: (name: string) => boolean;
}

const listed = 10;

/**
 * Checks that weights are exactly those of an architecture, like a strict `load_state_dict`. All that differs is reported
 * at once.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH` with the first 10 of the missing, unexpected and misshapen tensors and their
 * counts; the full lists are in its context.
 */
export function requireWeights(
  weights: Weights,
  expected: Readonly<Record<string, readonly number[]>>,
  { what, allowUnexpected = () => false }: RequireWeightsOptions,
): void {
  const wanted = new Map(Object.entries(expected));
  const missing = [...wanted.keys()].filter((name) => !weights.has(name));
  const unexpected = [...weights.keys()].filter((name) => !wanted.has(name) && !allowUnexpected(name));
  const misshapen: string[] = [];
  for (const [name, shape] of wanted) {
    const found = weights.get(name)?.shape;
    if (found && found.join() !== shape.join())
      misshapen.push(`${name} (expected [${shape.join(', ')}], found [${found.join(', ')}])`);
  }
  if (!missing.length && !unexpected.length && !misshapen.length) return;
  throw new LangSegError(
    'WEIGHTS_MISMATCH',
    `The weights do not fit ${what}.` +
      section('missing', missing) +
      section('unexpected', unexpected) +
      section('of another shape', misshapen) +
      '\nCheck that the checkpoint belongs to this architecture.',
    { what, missing, unexpected, misshapen },
  );
}

function section(title: string, items: readonly string[]): string {
  if (!items.length) return '';
  const rest = items.length > listed ? `, … and ${items.length - listed} more` : '';
  return `\n${items.length} ${title}: ${items.slice(0, listed).join(', ')}${rest}`;
}
