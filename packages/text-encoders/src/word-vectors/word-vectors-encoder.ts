import {
  l2Normalize,
  LangSegError,
  quoteLabel,
  quoteLabels,
  tensor,
  throwIfAborted,
  type TextEncoder,
} from '@langseg/core';
import { nearWord } from './near-word.js';
import { type LabelReading, readLabel } from './read-label.js';
import type { WordTable } from './word-table.js';
import { createWordVocabulary } from './word-vocabulary.js';

/** Options of {@link createWordVectorsEncoder}. Plain JSON. */
export interface WordVectorsOptions {
  /**
   * Labels that are spelled out before they are read, in any case: `{ pottedplant: 'potted plant' }`.
   * The words of an alias are looked up like a label's. Default none.
   */
  readonly aliases?: Readonly<Record<string, string>>;
}

/**
 * A tiny text encoder: the mean of a label's unit word vectors, minus the mean vector of the language, L2-normalised.
 * Centring follows Mu and Viswanath, "All-but-the-Top" (2018), without the removal of principal components.
 *
 * Unknown words are left out with a warning, which names the nearest known word. A label without a single known word gets a zero row (the one exception
 * from unit rows): its logit is 0 everywhere, below every label that fits a pixel. Only when no label of the set can be
 * read is that an error.
 */
export function createWordVectorsEncoder(table: WordTable, options: WordVectorsOptions = {}): TextEncoder {
  const ranks = new Map(table.words.map((word, rank) => [word, rank]));
  const aliases = new Map(
    Object.entries(options.aliases ?? {}).map(([name, spelled]) => [
      name.toLowerCase(),
      spelled.toLowerCase(),
    ]),
  );
  let isDisposed = false;

  return {
    specVersion: 1,
    embeddingDim: table.dim,
    contextLength: Infinity,
    vocabulary: createWordVocabulary(table),
    async encode(labels, { signal, onWarning } = {}) {
      if (isDisposed) throw new LangSegError('DISPOSED', 'This text encoder was disposed. Create a new one.');
      throwIfAborted(signal);
      const readings = new Map(labels.map((label) => [label, readLabel(label, { aliases, ranks })]));
      const suggest = suggestions(table.words);
      for (const [label, reading] of readings) {
        const message = describe(label, reading, suggest);
        if (message) onWarning?.({ label, message });
      }
      if (labels.length > 0 && [...readings.values()].every(({ words }) => words.length === 0))
        throw new LangSegError(
          'LABELS_INVALID',
          `None of the labels ${quoteLabels(labels, 5)} has a word among the ${table.words.length} English words of this ` +
            'text encoder. Use plainer words, or a model with a CLIP text encoder.',
          { labels },
        );
      const sums = tensor('float32', [labels.length, table.dim]);
      labels.forEach((label, i) => {
        const row = sums.data.subarray(i * table.dim, (i + 1) * table.dim);
        embed(readings.get(label)?.words ?? [], ranks, table, row);
      });
      return l2Normalize(sums, 1);
    },
    dispose() {
      isDisposed = true;
      return Promise.resolve();
    },
  };
}

/** Writes mean(word vectors) − mean into a zeroed row; without words the row stays zero. */
function embed(
  words: readonly string[],
  ranks: ReadonlyMap<string, number>,
  { dim, rows, scales, mean }: WordTable,
  row: Float32Array,
): void {
  if (words.length === 0) return;
  for (const word of words) {
    const rank = ranks.get(word) ?? 0;
    for (let d = 0; d < dim; d++) row[d] += (scales[rank] * rows[rank * dim + d]) / words.length;
  }
  for (let d = 0; d < dim; d++) row[d] -= mean[d];
}

/** More than these say nothing new. */
const describedWords = 5;

/** Looking for a near word takes milliseconds. */
const mostSuggestions = 20;

/** Asks which word an unknown one may have been meant to be, for the first ones of a list. */
function suggestions(words: readonly string[]): (unknown: string) => string | undefined {
  let asked = 0;
  return (unknown) => (asked++ < mostSuggestions ? nearWord(unknown, words) : undefined);
}

function describe(
  label: string,
  { words, guesses, unknown }: LabelReading,
  suggest: (unknown: string) => string | undefined,
): string | undefined {
  const name = quoteLabel(label);
  if (words.length === 0) {
    const near = unknown.slice(0, describedWords).map((word) => suggest(word) ?? word);
    const meant = unknown.length > 0 && near.some((word, i) => word !== unknown[i]);
    const question = meant ? ` Did you mean ${quoteLabel(near.join(' '))}?` : '';
    return `${name} has no known word, so it can't be recognised.${question}`;
  }
  const parts = [
    ...guesses.map(({ word, readAs }) => `${quoteLabel(word)} was read as ${quoteLabel(readAs)}`),
    ...unknown.map((word, i) => {
      const near = i < describedWords ? suggest(word) : undefined;
      const question = near === undefined ? '' : ` (did you mean ${quoteLabel(near)}?)`;
      return `${quoteLabel(word)} is unknown and was left out${question}`;
    }),
  ];
  if (parts.length === 0) return undefined;
  const more =
    parts.length > describedWords
      ? `; ${parts.length - describedWords} more words are not known as written`
      : '';
  return `${name}: ${parts.slice(0, describedWords).join('; ')}${more}.`;
}
