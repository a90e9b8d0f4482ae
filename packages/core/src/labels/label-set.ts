import { LangSegError } from '../errors/lang-seg-error.js';
import type { LabelWarning } from '../interfaces/text-encoder.js';
import { maxLabels } from '../math/label-map.js';
import { flattenLabels, type FlatLabel } from './flatten-labels.js';
import type { Label, LabelOptions, WordScoring } from './label.js';
import { quoteLabel, quoteLabels } from './quote-label.js';
import { warnSeparators } from './separators.js';

/** Most UTF-16 units of a label: what a text encoder does with longer ones takes time and helps nobody. */
export const maxLabelLength = 2000;

/** The score of a label where it is not that of one word: the best or the sum of several, or a constant. */
export interface LabelPlane {
  /** Positions in `words`. */
  readonly words: readonly number[];
  /** The logit is at least this one everywhere. */
  readonly least?: number;
}

/** The labels of one segmentation, in the caller's order. */
export interface LabelSet {
  /** Their names: a label's position is its index in the label map. */
  readonly labels: readonly string[];
  /** What the text encoder has to encode: every different word once, in order of first appearance. */
  readonly words: readonly string[];
  /** The labels with scores of their own, equal ones once. */
  readonly unique: readonly string[];
  /** For each label its position in `unique`. */
  readonly uniqueIndex: readonly number[];
  /** For each of `unique` what it is scored by. Without it, each is scored by the word at its position. */
  readonly planes?: readonly LabelPlane[];
  /** How the words of a plane become one score. */
  readonly scoring: WordScoring;
  /** Index in `labels` of what takes the pixels that nothing else fits. */
  readonly other?: number;
  /** Labels that occur more than once. Only their first occurrence can win pixels. */
  readonly duplicates: readonly string[];
  /** Labels that are allowed but probably unintended: empty ones, duplicates, several words that were taken for one. */
  readonly warnings: readonly LabelWarning[];
}

/** Options of {@link createLabelSet}. */
export interface LabelSetOptions extends Pick<LabelOptions, 'scoring' | 'depth'> {
  /** Adds a label for what nothing else fits, with this logit everywhere; `-Infinity` where it is given pixels later. */
  readonly other?: number;
}

/**
 * Checks a caller's labels and finds out which are equal. Any wording and script is allowed, and the empty string too
 * (CLIP encodes it); labels that differ in case or blanks count as different.
 *
 * @throws LangSegError `LABELS_INVALID` when this is not an array of 1 to 65,535 labels of at most 2,000 characters, or a
 * group of them is empty, contains itself, or shares a word with another one.
 */
export function createLabelSet(labels: readonly Label[], options: LabelSetOptions = {}): LabelSet {
  const { scoring = 'max', depth = 1 } = options;
  assertScoring(scoring);
  assertList(labels);
  const flat = withOther(flattenLabels(labels, depth), options.other);
  assertTexts(flat);
  const words = distinct(flat.flatMap((label) => label.words));
  const names = distinct(flat.map(({ name }) => name));
  const duplicates = repeated(flat.map(({ name }) => name));
  const set = {
    labels: flat.map(({ name }) => name),
    words,
    unique: names,
    uniqueIndex: indicesOf(
      flat.map(({ name }) => name),
      names,
    ),
    scoring,
    duplicates,
    warnings: [
      ...words.filter((word) => !word.trim()).map(warnEmpty),
      ...warnSeparators(words),
      ...warnDuplicates(duplicates),
    ],
  };
  const isPlain = options.other === undefined && flat.every((label) => label.isPlain);
  if (isPlain) return set;
  const other = options.other === undefined ? undefined : flat.findIndex(({ name }) => isOtherLabel(name));
  return { ...set, planes: planesOf(flat, set, options.other), ...(other !== undefined && { other }) };
}

/** Adds `other` unless one of the labels is called so. */
function withOther(labels: readonly FlatLabel[], other: number | undefined): readonly FlatLabel[] {
  if (other === undefined || labels.some(({ name }) => isOtherLabel(name))) return labels;
  return [...labels, { name: 'other', words: [], isPlain: false }];
}

/** Whether a label of this name takes the pixels that no other label fits, where these are asked for. */
export function isOtherLabel(name: string): boolean {
  return name.trim().toLowerCase() === 'other';
}

function planesOf(
  flat: readonly FlatLabel[],
  { unique, words }: Pick<LabelSet, 'unique' | 'words'>,
  other: number | undefined,
): LabelPlane[] {
  const positions = new Map(words.map((word, position) => [word, position]));
  const wordsOf = new Map(flat.map((label) => [label.name, distinct(label.words)]));
  const taker = unique.findIndex(isOtherLabel);
  return unique.map((name, plane) => ({
    words: wordsOf.get(name)!.map((word) => positions.get(word)!),
    ...(plane === taker && other !== undefined && Number.isFinite(other) && { least: other }),
  }));
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function repeated(texts: readonly string[]): string[] {
  const seen = new Set<string>();
  return distinct(texts.filter((text) => seen.size === seen.add(text).size));
}

function indicesOf(texts: readonly string[], among: readonly string[]): number[] {
  const positions = new Map(among.map((text, position) => [text, position]));
  return texts.map((text) => positions.get(text)!);
}

function assertScoring(scoring: string): void {
  if (scoring === 'max' || scoring === 'log-sum-exp') return;
  throw new LangSegError('USAGE', `Words are scored by "max" or "log-sum-exp", got "${scoring}".`, {
    scoring,
  });
}

function assertList(labels: unknown): asserts labels is readonly Label[] {
  if (!Array.isArray(labels))
    throw new LangSegError(
      'LABELS_INVALID',
      `Labels must be an array of strings such as ['sky', 'grass', 'other'], got ${typeof labels}.`,
    );
  if (labels.length === 0)
    throw new LangSegError(
      'LABELS_INVALID',
      'At least one label is needed, got an empty list. Name what you are looking for.',
    );
  if (labels.length > maxLabels)
    throw new LangSegError(
      'LABELS_INVALID',
      `At most ${maxLabels} labels fit a 16-bit label map, got ${labels.length}. Split the list and segment with each part.`,
      { found: labels.length },
    );
}

function assertTexts(labels: readonly FlatLabel[]): void {
  const texts = labels.flatMap(({ name, words, isPlain }) => (isPlain ? words : [name, ...words]));
  const long = texts.findIndex((text) => text.length > maxLabelLength);
  if (long >= 0)
    throw new LangSegError(
      'LABELS_INVALID',
      `A label has at most ${maxLabelLength} characters, got ${texts[long].length} at index ${long}: ` +
        `${quoteLabel(texts[long])}. Name one thing in a few words; separate labels in a text by commas or line breaks.`,
      { index: long, length: texts[long].length },
    );
  if (texts.length > 2 * maxLabels)
    throw new LangSegError(
      'LABELS_INVALID',
      `At most ${maxLabels} labels and as many words are possible, got ${texts.length} in all.`,
      { found: texts.length },
    );
}

function warnEmpty(label: string): LabelWarning {
  return {
    label,
    message: `The label ${JSON.stringify(label.slice(0, 10))} is blank. It competes for pixels; leave it out unless you mean that.`,
  };
}

/** One warning each for a few, one for all where a list was given twice. */
function warnDuplicates(duplicates: readonly string[]): LabelWarning[] {
  if (duplicates.length <= 3)
    return duplicates.map((label) => ({
      label,
      message: `The label ${quoteLabel(label)} occurs more than once. Only the first one can win pixels.`,
    }));
  return [
    {
      label: duplicates[0],
      message: `The labels ${quoteLabels(duplicates)} occur more than once. Only the first of each can win pixels.`,
    },
  ];
}
