import {
  flattenLabels,
  LangSegError,
  quoteLabels,
  type FlatLabel,
  type Label,
  type LabelOptions,
} from '@langseg/core';
import type { ClassList } from '@langseg/datasets';
import { classQuestion, type Question } from './question.js';

/**
 * Asks for labels that may be groups and trees.
 *
 * Where every class of the data set is named in them, as a label, a word or a branch, its pixels count for the label of that
 * name: classes in a branch that the depth takes as one are one class, and a class that is a branch counts as found wherever one of
 * the labels below it is. Otherwise labels stand for the classes in their order, one for each.
 *
 * @throws LangSegError `LABELS_INVALID` as `classQuestion` and for labels that don't fit the classes.
 */
export function labelQuestion(
  list: Pick<ClassList, 'classes' | 'ignoreValue'>,
  labels: readonly Label[],
  { scoring, depth = 1 }: Pick<LabelOptions, 'scoring' | 'depth'> = {},
): Question {
  if (labels.every((label) => typeof label === 'string')) return classQuestion(list, labels);
  const flat = flattenLabels(labels, depth);
  const values = [...list.classes.keys()].filter(
    (value) => list.classes[value] !== null && value !== list.ignoreValue,
  );
  const names = values.map((value) => list.classes[value]!);
  const found = names.map((name) => labelsNamed(name, flat, labels));
  const missing = names.filter((_, index) => found[index].length === 0);
  if (missing.length > 0) {
    assertInOrder(names, found, flat, missing);
    found.splice(0, found.length, ...names.map((_, index) => [index]));
  }
  // Labels below a branch that is a class are that class.
  const classNames = flat.map(({ name }, index) => {
    const branch = found.findIndex((places) => places.length > 1 && places.includes(index));
    return branch < 0 ? name : names[branch];
  });
  const classes = [...new Set(classNames)];
  const classOfValue = new Int32Array(Math.max(list.classes.length, list.ignoreValue + 1)).fill(-1);
  values.forEach((value, index) => {
    classOfValue[value] = classes.indexOf(classNames[found[index][0]]);
  });
  classOfValue[list.ignoreValue] = classes.length;
  return {
    classes,
    words: flat.map(({ name, words, isPlain }) => (isPlain ? name : { name, words })),
    classOfWord: classNames.map((name) => classes.indexOf(name)),
    classOfValue,
    ...(scoring && { scoring }),
  };
}

const keyOf = (text: string): string => text.trim().toLowerCase();

/** Indices of the labels that stand for a class: one, or those below the branch of its name. */
function labelsNamed(name: string, flat: readonly FlatLabel[], labels: readonly Label[]): number[] {
  const key = keyOf(name);
  const branch = branchNamed(key, labels);
  if (!branch) {
    const own = flat.findIndex((label) => keyOf(label.name) === key);
    const place = own >= 0 ? own : flat.findIndex(({ words }) => words.some((word) => keyOf(word) === key));
    return place >= 0 ? [place] : [];
  }
  const [{ words }] = flattenLabels([branch], 1);
  const below = [...flat.keys()].filter((index) => flat[index].words.every((word) => words.includes(word)));
  return below.length > 0 ? below : [flat.findIndex((label) => label.words.includes(words[0]))];
}

function branchNamed(key: string, labels: readonly Label[]): Label | undefined {
  for (const label of labels) {
    if (typeof label === 'string') continue;
    const found = keyOf(label.name) === key ? label : branchNamed(key, label.children ?? []);
    if (found) return found;
  }
  return undefined;
}

/** Labels that don't name all classes must be one for each, and those that do name one must stand in its place. */
function assertInOrder(
  names: readonly string[],
  found: readonly (readonly number[])[],
  flat: readonly FlatLabel[],
  missing: readonly string[],
): void {
  const misplaced = names.filter((_, index) => found[index].length > 0 && !found[index].includes(index));
  if (flat.length === names.length && misplaced.length === 0) return;
  throw new LangSegError(
    'LABELS_INVALID',
    `Labels either name every class of the data set, or are one for each of the ${names.length} classes in their order; ` +
      `got ${flat.length} labels that don't name ${quoteLabels(missing)}` +
      (flat.length === names.length ? `, and name ${quoteLabels(misplaced)} in another place.` : '.'),
    { expected: names.length, found: flat.length, missing },
  );
}
