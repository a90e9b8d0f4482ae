import { LangSegError } from '../errors/lang-seg-error.js';
import type { LabelWarning } from '../interfaces/text-encoder.js';
import { maxLabels } from '../math/label-map.js';

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
  /** Labels that are allowed but probably not meant: empty ones and duplicates. */
  readonly warnings: readonly LabelWarning[];
}

/**
 * Checks a caller's labels and finds out which are equal. Any wording, script and length is allowed, and the empty
 * string too (CLIP encodes it); labels that differ in case or blanks count as different.
 *
 * @throws LangSegError `LABELS_INVALID` when this is no array of 1 to 65,535 strings.
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
      ...[...duplicates].map(warnDuplicate),
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
      'At least one label is needed, got an empty list. Name what to look for.',
    );
  if (labels.length > maxLabels)
    throw new LangSegError(
      'LABELS_INVALID',
      `At most ${maxLabels} labels fit a 16-bit label map, got ${labels.length}. Segment with parts of the list.`,
      { found: labels.length },
    );
  const wrong = labels.findIndex((label) => typeof label !== 'string');
  if (wrong >= 0)
    throw new LangSegError(
      'LABELS_INVALID',
      `Every label must be a string, got ${typeof labels[wrong]} at index ${wrong}.`,
      { index: wrong },
    );
}

function warnEmpty(label: string): LabelWarning {
  return {
    label,
    message: `The label "${label}" is blank. It competes for pixels; leave it out if that is not meant.`,
  };
}

function warnDuplicate(label: string): LabelWarning {
  return {
    label,
    message: `The label "${label}" is given more than once. Only the first one can win pixels.`,
  };
}
