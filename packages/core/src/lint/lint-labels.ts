import { LangSegError } from '../errors/lang-seg-error.js';
import type { LabelWarning, TextEncoder } from '../interfaces/text-encoder.js';
import { createLabelSet } from '../labels/label-set.js';
import type { Label } from '../labels/label.js';
import { commonVectors } from './common-vectors.js';
import { commonWords } from './common-words.js';
import { compareCommon } from './compare-common.js';
import { findEqual } from './find-equal.js';
import { findLikely } from './find-likely.js';
import { findNearDuplicates } from './find-near-duplicates.js';
import { findUnknown } from './find-unknown.js';
import type { LabelFinding, LabelLint, LintLabelsOptions } from './label-lint.js';

/** Each word is compared with each other one. */
const mostWords = 5000;

/**
 * Says what text embeddings alone tell about labels: unknown, equal and nearly equal ones, those that likely take much or little
 * of what no label names, and words that are likely taken for them. No photo is needed.
 *
 * @throws LangSegError `LABELS_INVALID` as for `segment`, and for more than 5,000 words; what the text encoder throws.
 */
export async function lintLabels(
  labels: readonly Label[],
  textEncoder: TextEncoder,
  options: LintLabelsOptions = {},
): Promise<LabelLint> {
  const { scoring, depth, words = commonWords, signal } = options;
  const created = createLabelSet(labels, { scoring, depth });
  [created.words, words].forEach(assertFew);
  const warnings: LabelWarning[] = [];
  const text = await textEncoder.encode(created.words, {
    signal,
    onWarning: (warning) => warnings.push(warning),
  });
  const set = { ...created, text };
  const common = await commonVectors(words, textEncoder, { signal });
  const linted = compareCommon(set, common);
  const equal = findEqual(set);
  const beaten = new Set(equal.filter(({ kind }) => kind === 'cannot-win').flatMap((found) => found.labels));
  const { cosines } = common;
  const form = created.warnings.map(({ label, message }): LabelFinding => ({
    kind: 'form',
    labels: [label],
    message,
  }));
  return {
    labels: linted,
    findings: [
      ...form,
      ...findUnknown(set, warnings),
      ...equal,
      ...(cosines ? await findNearDuplicates(set, cosines.duplicate, { signal }) : []),
      ...(cosines ? findLikely(linted.filter(({ label }) => !beaten.has(label))) : []),
    ],
    commonWords: common.words.length,
    ...(cosines && { similarityLimit: cosines.duplicate }),
  };
}

function assertFew({ length }: readonly string[]): void {
  if (length > mostWords)
    throw new LangSegError(
      'LABELS_INVALID',
      `At most ${mostWords} words can be compared with each other, got ${length}. Split the list.`,
      { found: length },
    );
}
