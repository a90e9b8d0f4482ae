import type { PhotoRegion } from '@langseg/core';
import { findWord, type LabelList } from './label-list.js';

/** Share of the best similarity that a likely word has. */
const nearly = 0.72;

/** Words that fit nearly as well as the best one. */
export function likelyWords(words: PhotoRegion['words']): string[] {
  const best = Math.max(...words.map(({ similarity }) => similarity));
  return words.filter(({ similarity }) => similarity >= nearly * best).map(({ word }) => word);
}

/** Likely words for the selected region that the list doesn't have yet. */
export function freshWords(labels: LabelList, words: readonly string[]): string[] {
  return words.filter((word) => !findWord(labels, word));
}
