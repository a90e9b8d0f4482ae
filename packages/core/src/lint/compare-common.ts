import type { NearWord } from '../interfaces/text-vocabulary.js';
import type { CommonVectors } from './common-vectors.js';
import type { LintedLabel } from './label-lint.js';
import { knownRows, rowProduct, type LintSet } from './lint-set.js';

const mostConfusers = 3;

/** Gives each common word to the label that is nearest to it. Words that a label nearly means are left out. */
export function compareCommon(set: LintSet, { words, text, cosines }: CommonVectors): LintedLabel[] {
  const rows = set.unique.map((_, label) => knownRows(set, label));
  const taken = set.unique.map((): NearWord[] => []);
  const similarities = (word: number): number[] =>
    rows.map((own) =>
      own.reduce((best, row) => Math.max(best, rowProduct(set.text, row, text, word)), -Infinity),
    );
  let count = 0;
  words.forEach((word, i) => {
    if (!cosines || set.words.includes(word)) return;
    const all = similarities(i);
    const similarity = all.reduce((a, b) => Math.max(a, b));
    if (similarity > cosines.duplicate) return;
    count++;
    taken[all.indexOf(similarity)].push({ word, similarity });
  });
  return set.unique.map((label, i) => ({
    label,
    share: count === 0 ? 0 : taken[i].length / count,
    confusers: taken[i]
      .filter(({ similarity }) => similarity > cosines!.near)
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, mostConfusers),
  }));
}
