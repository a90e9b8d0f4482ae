import { LangSegError } from '../errors/lang-seg-error.js';
import type { Label, LabelGroup } from './label.js';
import { quoteLabel } from './quote-label.js';

/** A label of a result with the words that stand for it. */
export interface FlatLabel {
  readonly name: string;
  readonly words: readonly string[];
  /** It was given as a text, which is name and word at once. */
  readonly isPlain: boolean;
}

/** Deeper trees are taken for a mistake. */
export const deepestGroup = 32;

/**
 * Cuts a tree of labels at a depth. Every word of the tree may occur in one place only.
 *
 * @param depth levels that stay apart: at 1 every branch becomes one label with all words below it.
 * @throws LangSegError `LABELS_INVALID` for what is neither text nor group, branches without words, branches that contain
 * themselves, a word in two branches, and two labels of the same name.
 */
export function flattenLabels(labels: readonly Label[], depth: number): FlatLabel[] {
  if (!Number.isInteger(depth) || depth < 1)
    throw new LangSegError(
      'LABELS_INVALID',
      `The depth of labels must be a whole number from 1, got ${depth}.`,
      {
        depth,
      },
    );
  const flat = labels.flatMap((label, index) => cut(label, depth, [], `at index ${index}`));
  if (flat.some(({ isPlain }) => !isPlain)) {
    assertDistinctWords(labels.flatMap((label, index) => cut(label, deepestGroup, [], `at index ${index}`)));
    assertDistinctNames(flat);
  }
  return flat;
}

function cut(label: Label, depth: number, above: readonly LabelGroup[], place: string): FlatLabel[] {
  if (typeof label === 'string') return [{ name: label, words: [label], isPlain: above.length === 0 }];
  assertGroup(label, above, place);
  const { name, words = [], children = [] } = label;
  const path = [...above, label];
  const below = children.flatMap((child, index) =>
    cut(child, depth - 1, path, `at index ${index} of ${quoteLabel(name)}`),
  );
  if (depth > 1 && children.length > 0)
    return [...(words.length > 0 ? [{ name, words, isPlain: false }] : []), ...below];
  return [{ name, words: [...words, ...below.flatMap((child) => child.words)], isPlain: false }];
}

function assertGroup(
  group: unknown,
  above: readonly LabelGroup[],
  place: string,
): asserts group is LabelGroup {
  const fail = (message: string, context = {}): never => {
    throw new LangSegError('LABELS_INVALID', message, context);
  };
  if (typeof group !== 'object' || group === null || Array.isArray(group))
    return fail(
      `Every label must be a string, or a group such as { name: 'seat', words: ['chair', 'sofa'] }; got ${kindOf(group)} ${place}.`,
    );
  const { name, words, children, ...others } = group as Record<string, unknown>;
  if (typeof name !== 'string' || !name.trim())
    return fail(`A group of labels needs a name, got ${kindOf(name)} ${place}.`);
  const quoted = quoteLabel(name);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    return fail(`The group ${quoted} has an unknown entry "${unknown}"; expected name, words, children.`);
  if (above.includes(group as LabelGroup))
    return fail(
      `The group ${quoted} contains itself: ${[...above.map((one) => one.name), name].map(quoteLabel).join(' > ')}.`,
      {
        name,
      },
    );
  if (above.length >= deepestGroup)
    return fail(`Groups of labels may be nested ${deepestGroup} deep at most.`);
  for (const [entry, list] of Object.entries({ words, children }))
    if (list !== undefined && !Array.isArray(list))
      return fail(`"${entry}" of the group ${quoted} must be a list, got ${kindOf(list)}.`, { name });
  const wrong = (words as unknown[] | undefined)?.find((word) => typeof word !== 'string');
  if (wrong !== undefined)
    return fail(
      `Every word of the group ${quoted} must be a string, got ${kindOf(wrong)}; groups are its children.`,
    );
  if (!(words as unknown[] | undefined)?.length && !(children as unknown[] | undefined)?.length)
    return fail(`The group ${quoted} is empty. Give it words or children, or leave it out.`, { name });
}

function assertDistinctWords(leaves: readonly FlatLabel[]): void {
  const owners = new Map<string, FlatLabel>();
  for (const leaf of leaves)
    for (const word of new Set(leaf.words)) {
      const other = owners.get(word);
      if (!other) owners.set(word, leaf);
      else if (!other.isPlain || !leaf.isPlain)
        throw new LangSegError(
          'LABELS_INVALID',
          `The word ${quoteLabel(word)} stands for ${quoteLabel(other.name)} and for ${quoteLabel(leaf.name)}. ` +
            'A word can be in one branch only.',
          { word },
        );
    }
}

function assertDistinctNames(labels: readonly FlatLabel[]): void {
  const named = new Map<string, FlatLabel>();
  for (const label of labels) {
    const other = named.get(label.name);
    if (other && !(other.isPlain && label.isPlain))
      throw new LangSegError(
        'LABELS_INVALID',
        `Two labels are called ${quoteLabel(label.name)}. Rename one.`,
        {
          name: label.name,
        },
      );
    named.set(label.name, label);
  }
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  return Array.isArray(value) ? 'a list' : typeof value === 'string' ? 'a blank text' : typeof value;
}
