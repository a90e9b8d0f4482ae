import { nearMatches } from '@langseg/datasets';
import type { LabelledDataset } from './check-label-options.js';
import { labelGroups } from './label-groups.js';

const mostShown = 8;

/**
 * Finds entries of `synonyms` and `broader` that fit no label. One long list may serve many data sets, so they are no
 * fault; a misspelt one is, and looks the same.
 *
 * @returns a sentence for each of the two that has such entries.
 */
export function unusedKeys(datasets: readonly LabelledDataset[]): string[] {
  const groups = datasets.flatMap(({ dataset, options }) => labelGroups(dataset, options));
  const offered = new Set(groups.map(({ word }) => word));
  const words = [...offered];
  const renamed = new Map(datasets.flatMap(({ options }) => Object.entries(options.names ?? {})));
  return (['synonyms', 'broader'] as const).flatMap((option) => {
    const keys = new Set(datasets.flatMap(({ options }) => Object.keys(options[option] ?? {})));
    const unused = [...keys].filter((key) => !offered.has(key));
    if (unused.length === 0) return [];
    const shown = unused.slice(0, mostShown).map((key) => `"${key}"${hint(key, words, renamed)}`);
    const more = unused.length > mostShown ? ` … (${unused.length})` : '';
    return [
      `The label option "${option}" has entries for words that no data set offers: ${shown.join(', ')}${more}.`,
    ];
  });
}

function hint(key: string, words: readonly string[], renamed: ReadonlyMap<string, string>): string {
  const word = renamed.get(key);
  const near = word === undefined ? nearMatches(key, words) : [word];
  return near.length === 0 ? '' : ` (did you mean ${near.map((each) => `"${each}"`).join(' or ')}?)`;
}
