/** A weight that has another shape in the checkpoint than in the network. */
export interface OtherShape {
  readonly name: string;
  /** The network's shape. */
  readonly expected: readonly number[];
  /** The checkpoint's. */
  readonly found: readonly number[];
}

/** How a checkpoint and the weights of a network fit together. */
export interface MatchReport {
  /** Names of weights taken over as they are. */
  readonly matched: readonly string[];
  /** Position embeddings taken over from another grid of patches. */
  readonly resized: readonly OtherShape[];
  /** Names that the checkpoint lacks. */
  readonly missing: readonly string[];
  /** Weights that are not taken over because of their shape. */
  readonly mismatched: readonly OtherShape[];
  /** Tensors of the checkpoint that the network has no place for, without counters of batch norms. */
  readonly unused: readonly string[];
}

/** How many names a section of the summary lists. */
const listed = 8;

/** What people need to know about a match, one line for each kind of weight. */
export function describeMatch({ matched, resized, missing, mismatched, unused }: MatchReport): string {
  const taken = matched.length + resized.length;
  const total = taken + missing.length + mismatched.length;
  return (
    `${taken} of the network's ${total} weights are in the checkpoint.` +
    section('resized to another grid', resized.map(shapes)) +
    section('missing', missing) +
    section('of another shape', mismatched.map(shapes)) +
    section('in the checkpoint only', unused)
  );
}

function shapes({ name, expected, found }: OtherShape): string {
  return `${name} (expected [${expected.join(', ')}], found [${found.join(', ')}])`;
}

function section(title: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  const rest = items.length > listed ? `, … and ${items.length - listed} more` : '';
  return `\n${items.length} ${title}: ${items.slice(0, listed).join(', ')}${rest}`;
}
