import { LangSegError } from '../errors/lang-seg-error.js';
import type { LabelWarning } from '../interfaces/text-encoder.js';
import { maxLabels } from '../math/label-map.js';
import { quoteLabel, quoteLabels } from './quote-label.js';
import { warnSeparators } from './separators.js';

/** Most UTF-16 units of a label: what a text encoder does with longer ones takes time and helps nobody. */
export const maxLabelLength = 2000;

/** The words of one segmentation, in the caller's order. */
export interface LabelSet {
  /** As given: a label's position is its index in the label map. */
  readonly labels: readonly string[];
  /** Every different label once, in order of first appearance: what the text encoder has to encode. */
  readonly unique: readonly string[];
  /** For each label its position in `unique`. */
  readonly uniqueIndex: readonly number[];
  /** Labels that occur more than once. Only their first occurrence can win pixels. */
  readonly duplicates: readonly string[];
  /** Labels that are allowed but probably unintended: empty ones, duplicates, several words that were taken for one. */
  readonly warnings: readonly LabelWarning[];
}

/**
 * Checks a caller's labels and finds out which are equal. Any wording and script is allowed, and the empty string too
 * (CLIP encodes it); labels that differ in case or blanks count as different.
 *
 * @throws LangSegError `LABELS_INVALID` when this is not an array of 1 to 65,535 strings of at most 2,000 characters.
 */
export function createLabelSet(labels: readonly string[]): LabelSet {
  assertLabels(labels);
  const positions = new Map<string, number>();
  const duplicates = new Set<string>();
  const uniqueIndex = labels.map((label) => {
    const known = positions.get(label);
    if (known !== undefined) duplicates.add(label);
    else positions.set(label, positions.size);
    return known ?? positions.size - 1;
  });
  const unique = [...positions.keys()];
  return {
    labels: [...labels],
    unique,
    uniqueIndex,
    duplicates: [...duplicates],
    warnings: [
      ...unique.filter((label) => !label.trim()).map(warnEmpty),
      ...warnSeparators(unique),
      ...warnDuplicates([...duplicates]),
    ],
  };
}

function assertLabels(labels: unknown): asserts labels is readonly string[] {
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
  const wrong = labels.findIndex((label) => typeof label !== 'string');
  if (wrong >= 0)
    throw new LangSegError(
      'LABELS_INVALID',
      `Every label must be a string, got ${typeof labels[wrong]} at index ${wrong}.`,
      { index: wrong },
    );
  const texts = labels as readonly string[];
  const long = texts.findIndex((label) => label.length > maxLabelLength);
  if (long >= 0)
    throw new LangSegError(
      'LABELS_INVALID',
      `A label has at most ${maxLabelLength} characters, got ${texts[long].length} at index ${long}: ` +
        `${quoteLabel(texts[long])}. Name one thing in a few words; separate labels in a text by commas or line breaks.`,
      { index: long, length: texts[long].length },
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
