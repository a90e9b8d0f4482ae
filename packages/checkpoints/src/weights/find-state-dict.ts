import { LangSegError, type TensorSource, type Weights } from '@langseg/core';
import type { Checkpoint } from '../checkpoint.js';
import { quote } from '../bytes/file-errors.js';
import { unwrapNames } from './unwrap-names.js';

/** The weights of one network in a checkpoint, under the network's own names. */
export interface StateDict {
  readonly weights: Weights;
  /** Where they are, as {@link FindStateDictOptions.key} takes it: `ema`, `checkpoint.model`; empty for the outermost dict. */
  readonly key: string;
  /** What was taken off the names, each with its dot: `module.`, `net.`. */
  readonly takenOff: readonly string[];
  /** How many of the names were found. */
  readonly hits: number;
  /** Keys of other weights that would have fitted as well. */
  readonly others: readonly string[];
}

/** Options of {@link findStateDict}. */
export interface FindStateDictOptions {
  /** Look only at what lies under this key of the file, or prefix of its names. */
  readonly key?: string | undefined;
}

interface Candidate extends Omit<StateDict, 'others'> {
  readonly isAverage: boolean;
}

/**
 * Finds the weights of a network in a checkpoint of any origin: in whatever dict of the file (`model`, `state_dict`, `ema` …),
 * behind whatever prefix (`net.`, `model.` …), and without what wraps modules while they are trained (`module.`, `_orig_mod.`).
 * The dict and prefix with which most of `names` are found are taken; of several that fit equally well the first that is no
 * running average, else the first. Nothing is loaded.
 *
 * @param names of weights that the network has, without prefix.
 * @returns `undefined` when none of the names is there.
 * @throws LangSegError `USAGE` when there are no tensors under `options.key`.
 */
export function findStateDict(
  { stateDicts }: Pick<Checkpoint, 'stateDicts'>,
  names: Iterable<string>,
  { key }: FindStateDictOptions = {},
): StateDict | undefined {
  const wanted = new Set(names);
  const dicts = key === undefined ? stateDicts : underKey(stateDicts, key);
  const candidates = [...dicts].flatMap(([path, weights]) => candidatesIn(path, weights, wanted));
  const most = candidates.reduce((hits, candidate) => Math.max(hits, candidate.hits), 0);
  const best = candidates.filter(({ hits }) => hits === most);
  const chosen = best.find(({ isAverage }) => !isAverage) ?? best.at(0);
  if (!chosen) return undefined;
  const { isAverage: _, ...dict } = chosen;
  return { ...dict, others: best.filter((other) => other !== chosen).map((other) => other.key) };
}

/** What is to be said about a choice, in sentences; empty where nothing was chosen or taken off. */
export function describeStateDict({ key, takenOff, others }: Omit<StateDict, 'weights' | 'hits'>): string[] {
  const quoted = (texts: readonly string[]) => texts.map(quote).join(', ');
  return [
    ...(key ? [`The weights are those under ${quote(key)}.`] : []),
    ...(others.length > 0 ? [`Others that fit are under ${quoted(others)}: name one to take it.`] : []),
    ...(takenOff.length > 0 ? [`Taken off the names of the weights: ${quoted(takenOff)}.`] : []),
  ];
}

function candidatesIn(path: string, weights: Weights, wanted: ReadonlySet<string>): Candidate[] {
  const unwrapped = unwrapNames(weights);
  const hits = new Map<string, number>();
  for (const name of unwrapped.weights.keys())
    for (const prefix of prefixesOf(name))
      if (wanted.has(name.slice(prefix.length))) hits.set(prefix, (hits.get(prefix) ?? 0) + 1);
  const prefixes = [...hits.keys()];
  return prefixes.map((prefix) => ({
    key: [path, prefix.slice(0, -1)].filter((part) => part !== '').join('.'),
    weights: membersOf(unwrapped.weights, prefix, prefixes, wanted),
    takenOff: [...unwrapped.wrappers.map((name) => `${name}.`), ...(prefix ? [prefix] : [])],
    hits: hits.get(prefix)!,
    isAverage: /(^|[._])(ema|average|averaged|avg|swa|shadow)([._]|$)/i.test(`${path}.${prefix}`),
  }));
}

/** `''`, `net.` and `net.head.` of `net.head.bias`. */
function* prefixesOf(name: string): Generator<string> {
  for (let at = 0; at >= 0; at = name.indexOf('.', at) + 1 || -1) yield name.slice(0, at);
}

/** Weights behind a prefix, without it and without those of another network behind a longer one. */
function membersOf(
  weights: Weights,
  prefix: string,
  prefixes: readonly string[],
  wanted: ReadonlySet<string>,
): Weights {
  const inner = prefixes.filter((other) => other !== prefix && other.startsWith(prefix));
  const members = new Map<string, TensorSource>();
  for (const [name, source] of weights) {
    const own = name.slice(prefix.length);
    // A part of a network may end like another one: `scenes.classes.weight` and `classes.weight`.
    const isMember = wanted.has(own) || !inner.some((other) => name.startsWith(other));
    if (name.startsWith(prefix) && isMember) members.set(own, source);
  }
  return members;
}

function underKey(stateDicts: ReadonlyMap<string, Weights>, key: string): Map<string, Weights> {
  const found = new Map<string, Weights>();
  for (const [path, weights] of stateDicts) {
    if (path === key || path.startsWith(`${key}.`)) found.set(path, weights);
    else if (path === '' || key.startsWith(`${path}.`)) {
      const prefix = `${path === '' ? key : key.slice(path.length + 1)}.`;
      const members = new Map([...weights].filter(([name]) => name.startsWith(prefix)));
      if (members.size > 0) found.set(path, members);
    }
  }
  if (found.size > 0) return found;
  const known = [...stateDicts.keys()]
    .filter((path) => path !== '')
    .slice(0, 10)
    .map(quote)
    .join(', ');
  throw new LangSegError(
    'USAGE',
    `This checkpoint has no tensors under ${quote(key)}${known ? `; there are some under ${known}` : ''}.`,
    { key, known: [...stateDicts.keys()] },
  );
}
