import type { LabelWarning } from '../interfaces/text-encoder.js';
import { quoteLabel } from '../labels/quote-label.js';
import type { LabelFinding } from './label-lint.js';
import { isKnown, type LintSet } from './lint-set.js';

/** Words that the text encoder knows in part or not at all. @param warnings what it said about them. */
export function findUnknown(set: LintSet, warnings: readonly LabelWarning[]): LabelFinding[] {
  const owners = ownersOf(set);
  const said = new Map(warnings.map(({ label, message }) => [label, message]));
  const findings = set.words.flatMap((word, row): LabelFinding[] => {
    const isUnknown = !isKnown(set.text, row);
    const message = said.get(word) ?? (isUnknown ? `${quoteLabel(word)} is unknown.` : undefined);
    if (message === undefined) return [];
    return [{ kind: isUnknown ? 'unknown' : 'partly-known', labels: [owners[row]], message }];
  });
  return [
    ...findings.filter(({ kind }) => kind === 'unknown'),
    ...findings.filter(({ kind }) => kind !== 'unknown'),
  ];
}

/** For each word the name of its label. */
export function ownersOf({ words, unique, planes }: LintSet): string[] {
  const owners = [...words];
  planes?.forEach((plane, label) => plane.words.forEach((row) => (owners[row] = unique[label])));
  return owners;
}
