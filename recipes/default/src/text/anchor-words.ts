import { createWordVectorsEncoder, type WordTable } from '@langseg/text-encoders';
import { Matrix } from 'ml-matrix';
import { meaningsOf } from '../labels/class-words.js';
import { plural } from '../labels/plural.js';
import { ancestors, type Synset, type WordNet } from '../labels/word-net.js';
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

/** The vectors of the names that have a meaning of WordNet, by the meaning's id. */
type Anchors = ReadonlyMap<string, readonly Float32Array[]>;

/**
 * Moves words towards the names that the network was trained with: what WordNet calls such a thing or a kind of it, by the word's most
 * frequent meaning. A dachshund looks like a dog to the network, but the vector of the word alone may be nearer to another name.
 *
 * Names stay, and so do the words that they are made of. So do words for kinds of person that mean something else, too: to WordNet, "tiger" is
 * a fierce person first.
 *
 * @param names that the network was trained with.
 */
export async function anchorWords(
  table: WordTable,
  names: Iterable<string>,
  wordNet: WordNet,
  { share, steps = 4 }: AnchorOptions,
): Promise<WordTable> {
  const all = [...names];
  const anchors = await anchorsOf(table, all, wordNet);
  const staying = new Set([...all, ...Object.values(aliases)].flatMap((name) => name.split(/[^a-z]+/)));
  const rows = wordRows(table);
  const meaningsOfWord = createMeanings(rows.words, wordNet);
  const isPerson = (meaning: Synset) => isKindOf(wordNet, meaning, 'person');
  const directions = rows.directions.to2DArray().map((own, row) => {
    const word = rows.words[row];
    const [first, second] = meaningsOfWord(word);
    const isDoubtful = second && isPerson(first) && !isPerson(second);
    const near = staying.has(word) || isDoubtful ? [] : nearest(wordNet, first, anchors, steps);
    if (near.length === 0) return own;
    const mean = (d: number) => near.reduce((sum, vector) => sum + vector[d], 0) / near.length;
    return own.map((value, d) => (1 - share) * value + share * mean(d));
  });
  return wordTable({ ...rows, directions: unitLength(new Matrix(directions)) });
}

async function anchorsOf(table: WordTable, names: readonly string[], wordNet: WordNet): Promise<Anchors> {
  const { data } = await createWordVectorsEncoder(table, { aliases }).encode([...names]);
  const anchors = new Map<string, Float32Array[]>();
  for (const [row, name] of names.entries()) {
    const vector = data.subarray(row * table.dim, (row + 1) * table.dim);
    if (vector.every((value) => value === 0)) continue;
    for (const meaning of meaningsOf(wordNet, name))
      if (isThing(wordNet, meaning)) anchors.set(meaning.id, [...(anchors.get(meaning.id) ?? []), vector]);
  }
  return anchors;
}

/** Returns a function that finds the meanings of a word, or of the word that it is the plural of, most frequent first. */
function createMeanings(words: readonly string[], wordNet: WordNet): (word: string) => readonly Synset[] {
  const known = new Set(words);
  const singulars = new Map(words.map((word) => [plural(word, (form) => known.has(form)), word]));
  return (word) => [word, singulars.get(word) ?? ''].flatMap((form) => wordNet.senses(form));
}

/** The vectors of the names for a meaning, or else for what it is a kind of, as few steps up as possible. */
function nearest(
  wordNet: WordNet,
  meaning: Synset | undefined,
  anchors: Anchors,
  steps: number,
): readonly Float32Array[] {
  let level = meaning ? [meaning] : [];
  for (let step = 0; step <= steps && level.length > 0; step++) {
    const found = new Set(level.flatMap(({ id }) => anchors.get(id) ?? []));
    if (found.size > 0) return [...found];
    level = level.flatMap(({ hypernyms }) => hypernyms.map((id) => wordNet.synset(id)));
  }
  return [];
}

/** Whether a meaning is of something that can be seen, and not of an idea such as a stage of growth. */
function isThing(wordNet: WordNet, meaning: Synset): boolean {
  return isKindOf(wordNet, meaning, 'physical entity');
}

function isKindOf(wordNet: WordNet, meaning: Synset, name: string): boolean {
  return [meaning, ...ancestors(wordNet, [meaning])].some(({ words }) => words.includes(name));
}
