import type { RunOptions } from '../interfaces/run-options.js';
import { quoteLabel } from '../labels/quote-label.js';
import { firstEqualRows } from '../math/equal-rows.js';
import { runInSlices } from '../math/run-in-slices.js';
import { ownersOf } from './find-unknown.js';
import type { LabelFinding } from './label-lint.js';
import { rowProduct, type LintSet } from './lint-set.js';

/** For each word the most similar one of another label, where their cosine exceeds the limit; every pair once. */
export async function findNearDuplicates(
  set: LintSet,
  limit: number,
  options: RunOptions,
): Promise<LabelFinding[]> {
  const { text, words } = set;
  const owners = ownersOf(set);
  const equal = firstEqualRows(text);
  const best = words.map(() => ({ other: -1, similarity: limit }));
  const compare = (a: number, b: number): void => {
    if (owners[a] === owners[b] || equal[a] === equal[b]) return;
    const similarity = rowProduct(text, a, text, b);
    if (similarity > best[a].similarity) best[a] = { other: b, similarity };
    if (similarity > best[b].similarity) best[b] = { other: a, similarity };
  };
  function* rows(): Generator<void> {
    for (let a = 0; a < words.length; a++) {
      for (let b = 0; b < a; b++) compare(a, b);
      yield;
    }
  }
  await runInSlices(rows(), options);
  return best.flatMap(({ other, similarity }, row): LabelFinding[] => {
    const isSaid = other < row && other >= 0 && best[other].other === row;
    if (other < 0 || isSaid) return [];
    const message =
      `${quoteLabel(words[row])} and ${quoteLabel(words[other])} are nearly the same to this model ` +
      `(similarity ${similarity.toFixed(2)}). Small differences decide between them.`;
    return [{ kind: 'near-duplicate', labels: [owners[row], owners[other]], message, similarity }];
  });
}
