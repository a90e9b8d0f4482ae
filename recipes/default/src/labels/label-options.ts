import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classWords, type ClassWords, type Rank } from './class-words.js';
import type { WordNet } from './word-net.js';

/** Names of classes that are no words, or are words for something else. */
const names: Readonly<Record<string, string>> = {
  background: 'other',
  aeroplane: 'airplane',
  diningtable: 'dining table',
  motorbike: 'motorcycle',
  pottedplant: 'potted plant',
  tvmonitor: 'television',
};

/** Label options of one data set. */
export interface SetLabels {
  readonly names: Record<string, string>;
  readonly synonyms: Record<string, string[]>;
  readonly broader: Record<string, string[]>;
}

/**
 * Other words for the classes of a data set in plain folders. No word of a class is given to another one of the set, unless
 * as the broader one.
 */
export function setLabels(wordNet: WordNet, folder: string, rank: Rank): SetLabels {
  return labelsFor(wordNet, classesOf(folder), rank);
}

/** The same for classes that are listed. */
export function labelsFor(wordNet: WordNet, classes: readonly string[], rank: Rank): SetLabels {
  const labels = classes.map(labelOf);
  const words = labels.map((label) => [label, classWords(wordNet, label, rank)] as const);
  const table = (pick: (of: ClassWords) => readonly string[]): Record<string, string[]> =>
    Object.fromEntries(words.flatMap(([label, of]) => (pick(of).length > 0 ? [[label, [...pick(of)]]] : [])));
  return {
    names: Object.fromEntries(Object.entries(names).filter(([name]) => classes.includes(name))),
    synonyms: table(({ synonyms }) => synonyms.filter((word) => !labels.includes(word))),
    broader: table(({ broader }) => broader),
  };
}

/** What the classes of a data set in plain folders are called, in their order. */
export function labelsOf(folder: string): readonly string[] {
  return classesOf(folder).map(labelOf);
}

function labelOf(name: string): string {
  return names[name] ?? name;
}

function classesOf(folder: string): readonly string[] {
  const { classes } = JSON.parse(readFileSync(join(folder, 'classes.json'), 'utf8')) as {
    readonly classes: readonly string[];
  };
  return classes;
}
