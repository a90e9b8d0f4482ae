import { quoteLabel, quoteLabels } from '../labels/quote-label.js';
import { firstEqualRows } from '../math/equal-rows.js';
import { ownersOf } from './find-unknown.js';
import type { LabelFinding } from './label-lint.js';
import { isKnown, knownRows, type LintSet } from './lint-set.js';

/** Words of different labels with the same embedding, labels that therefore, or being unknown, never win, and the last one left. */
export function findEqual(set: LintSet): LabelFinding[] {
  const first = firstEqualRows(set.text);
  const owners = ownersOf(set);
  const groups = new Map<number, number[]>();
  first.forEach((leader, row) => {
    if (isKnown(set.text, row)) groups.set(leader, [...(groups.get(leader) ?? []), row]);
  });
  const equal = [...groups.values()].flatMap((rows): LabelFinding[] => {
    const labels = [...new Set(rows.map((row) => owners[row]))];
    if (labels.length === 1) return [];
    const words = quoteLabels(rows.map((row) => set.words[row]));
    return [{ kind: 'equal', labels, message: `${words} mean the same to this model.` }];
  });
  const beaten = findBeaten(set, first);
  return [...equal, ...beaten, ...findOnly(set, beaten)];
}

/** The label that takes every pixel, where no other one can win. */
function findOnly({ unique }: LintSet, beaten: readonly LabelFinding[]): LabelFinding[] {
  const losers = new Set(beaten.flatMap(({ labels }) => labels));
  const able = unique.filter((label) => !losers.has(label));
  if (able.length !== 1) return [];
  const message = `${quoteLabel(able[0])} takes every pixel, because no other label can win.`;
  return [{ kind: 'takes-all', labels: able, message }];
}

/** A later label ties with an earlier one of equal words, and ties go to the earlier one. */
function findBeaten(set: LintSet, first: readonly number[]): LabelFinding[] {
  const taken = new Set<number>();
  return set.unique.flatMap((label, index): LabelFinding[] => {
    const rows = knownRows(set, index).map((row) => first[row]);
    // The sum over several words may exceed what each of them ties with.
    const isComparable = set.scoring === 'max' || rows.length === 1;
    const isBeaten = rows.length > 0 && isComparable && rows.every((row) => taken.has(row));
    rows.forEach((row) => taken.add(row));
    if (rows.length > 0 && !isBeaten) return [];
    const why = isBeaten ? 'labels before it mean the same' : 'nothing of it is known';
    const message = `${quoteLabel(label)} can never win a pixel: ${why}.`;
    return [{ kind: 'cannot-win', labels: [label], message }];
  });
}
