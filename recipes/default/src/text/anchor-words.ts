import { createWordVectorsEncoder, type WordTable } from '@langseg/text-encoders';
import { Matrix } from 'ml-matrix';
import { meaningsOf } from '../labels/class-words.js';
import { plural } from '../labels/plural.js';
import type { Synset, WordNet } from '../labels/word-net.js';
import { aliases } from './aliases.js';
import { unitLength } from './unit-length.js';
import { wordRows, wordTable } from './word-rows.js';

/** Options of {@link anchorWords}. */
export interface AnchorOptions {
  /** How far a word moves, 0 to 1: at 1 it means the name. */
  readonly share: number;
  /** Most steps up in WordNet's tree from a word to a name. Default 4. */
  readonly steps?: number;
}

/**
 * Moves words towards the names that the network was trained with: what WordNet calls such a thing or a kind of it, by the word's most
 * frequent meaning. A dachshund looks like a dog to the network; its vector alone is no nearer to that of "dog" than to others.
 *
 * Names stay, and so do the words that they are made of.
 *
 * @param names that the network was trained with.
 */
export async function anchorWords(
  table: WordTable,
  names: Iterable<string>,
  wordNet: WordNet,
  { share, steps = 4 }: AnchorOptions,
): Promise<WordTable> {
  const encoder = createWordVectorsEncoder(table, { aliases });
  const all = [...names];
  const { data } = await encoder.encode(all);
  const nameOf = new Map<string, number[]>();
  all.forEach((name, i) => {
    if (isUnknown(data, i, table.dim)) return;
    for (const { id } of meaningsOf(wordNet, name))
      if (isThing(wordNet, id)) nameOf.set(id, [...(nameOf.get(id) ?? []), i]);
  });
  const fixed = new Set([...all, ...Object.values(aliases)].flatMap((name) => name.split(/[^a-z]+/)));
  const rows = wordRows(table);
  const known = new Set(rows.words);
  const singulars = new Map(
    rows.words.flatMap((word) => {
      const several = plural(word, (form) => known.has(form));
      return several === undefined ? [] : [[several, word] as const];
    }),
  );
  const directions = rows.directions.to2DArray().map((own, row) => {
    const word = rows.words[row];
    if (fixed.has(word)) return own;
    const near = nearest(
      wordNet,
      wordNet.senses(word)[0] ?? wordNet.senses(singulars.get(word) ?? '')[0],
      nameOf,
      steps,
    );
    if (near.length === 0) return own;
    const dim = own.length;
    return own.map((value, d) => {
      const mean = near.reduce((sum, name) => sum + data[name * dim + d], 0) / near.length;
      return (1 - share) * value + share * mean;
    });
  });
  return wordTable({ ...rows, directions: unitLength(new Matrix(directions)) });
}

/** The names that a meaning has, or else those of what it is a kind of, as few steps up as possible. */
function nearest(
  wordNet: WordNet,
  meaning: Synset | undefined,
  nameOf: ReadonlyMap<string, readonly number[]>,
  steps: number,
): readonly number[] {
  let level = meaning ? [meaning] : [];
  for (let step = 0; step <= steps && level.length > 0; step++) {
    const found = [...new Set(level.flatMap(({ id }) => nameOf.get(id) ?? []))];
    if (found.length > 0) return found;
    level = level.flatMap(({ hypernyms }) => hypernyms.map((id) => wordNet.synset(id)));
  }
  return [];
}

/** Whether a meaning is of something that can be seen, and not of an idea such as a stage of life. */
function isThing(wordNet: WordNet, id: string): boolean {
  const { words, hypernyms } = wordNet.synset(id);
  return words.includes('physical entity') || hypernyms.some((above) => isThing(wordNet, above));
}

function isUnknown(data: Float32Array, row: number, dim: number): boolean {
  return data.subarray(row * dim, (row + 1) * dim).every((value) => value === 0);
}
