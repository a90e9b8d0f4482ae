import type { LabelWarning } from '../interfaces/text-encoder.js';
import { firstEqualRows } from '../math/equal-rows.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import type { LabelPlane, LabelSet } from './label-set.js';
import { quoteLabel, quoteLabels } from './quote-label.js';

/** The labels of a set and what they are scored by. */
type EmbeddedWords = Pick<LabelSet, 'unique' | 'words' | 'planes'>;

/** Groups of labels that are described one by one; a longer list of them is summed up. */
const describedGroups = 3;

/**
 * Warns of what shows only when labels are encoded, whatever the text encoder: labels that mean the same to it, of which
 * only the first can win pixels, and a label that takes every pixel, as no other one can win.
 *
 * @param text embeddings `[N, D]` of the set's words; a row of zeros is a word that can't win.
 */
export function warnEmbedded(set: EmbeddedWords, text: Tensor<'float32'>): LabelWarning[] {
  const groups = set.planes ? equalOfDifferentLabels(set, set.planes, text) : equalLabels(set.words, text);
  if (groups.length === 1 && !set.planes?.some(({ least }) => least !== undefined))
    return [warnOnlyOne(groups[0])];
  const repeated = groups.filter((labels) => labels.length > 1);
  if (repeated.length <= describedGroups) return repeated.map(warnEqual);
  const count = repeated.reduce((sum, labels) => sum + labels.length, 0);
  return [
    {
      label: repeated[0][1],
      message:
        `${count} labels mean the same to this model as another one, for example ${quoteLabels(repeated[0])}. ` +
        'Only the first of each can win pixels.',
    },
  ];
}

/** As {@link equalLabels}, of labels that may have several words; the words of one label may be equal. */
function equalOfDifferentLabels(
  { unique, words }: EmbeddedWords,
  planes: readonly LabelPlane[],
  text: Tensor<'float32'>,
): string[][] {
  const owner = new Map(planes.flatMap((plane, at) => plane.words.map((word) => [words[word], at] as const)));
  const groups = equalLabels(words, text);
  const able = new Set(groups.flat().map((word) => owner.get(word)!));
  if (able.size === 1) return [[unique[[...able][0]]]];
  return groups.map((group) => [...new Map(group.map((word) => [owner.get(word), word])).values()]);
}

/** Labels that can win, those of equal vectors together, each group in the order of the labels. */
function equalLabels(unique: readonly string[], { shape: [, width], data }: Tensor<'float32'>): string[][] {
  const rowOf = (row: number): Float32Array => data.subarray(row * width, (row + 1) * width);
  const known = unique.flatMap((_, row) => (rowOf(row).some((value) => value !== 0) ? [row] : []));
  const vectors = tensor('float32', [known.length, width]);
  known.forEach((row, i) => vectors.data.set(rowOf(row), i * width));
  const groups = new Map<number, string[]>();
  firstEqualRows(vectors).forEach((first, i) => {
    const group = groups.get(first);
    if (group) group.push(unique[known[i]]);
    else groups.set(first, [unique[known[i]]]);
  });
  return [...groups.values()];
}

const advice = 'Add what else is in the photo, or "other" for the rest.';

function warnEqual(labels: readonly string[]): LabelWarning {
  return { label: labels[1], message: `${meanTheSame(labels)} Only the first one can win pixels.` };
}

function warnOnlyOne(labels: readonly string[]): LabelWarning {
  const [label] = labels;
  const message =
    labels.length === 1
      ? `${quoteLabel(label)} takes every pixel, because no other label can win. ${advice}`
      : `${meanTheSame(labels)} Only the first one can win pixels, and it takes every pixel. ${advice}`;
  return { label, message };
}

function meanTheSame(labels: readonly string[]): string {
  return `The labels ${quoteLabels(labels)} mean the same to this model.`;
}
