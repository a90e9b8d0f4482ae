import { LangSegError } from '@langseg/core';
import { nearMatches, type ClassList } from '@langseg/datasets';
import { labelGroups } from './label-groups.js';
import type { LabelOptions } from './label-options.js';

/** A data set and the label options that apply to it. */
export interface LabelledDataset {
  readonly dataset: ClassList & { readonly name: string };
  readonly options: LabelOptions;
  /** Whether teachers look at its photos: then it needs no label of its own. Default: no. */
  readonly isTaught?: boolean;
}

/**
 * Finds misspelt classes: what an option names must be a class of at least one of the data sets. Synonyms are not
 * checked, so that one long list may serve many data sets. Every data set must have a label left, unless it never had
 * any and is taught.
 *
 * @throws LangSegError `CONFIG_INVALID`.
 */
export function checkLabelOptions(datasets: readonly LabelledDataset[]): void {
  const classes = new Set(datasets.flatMap(({ dataset }) => dataset.classes));
  for (const { dataset, options, isTaught = false } of datasets) {
    for (const option of ['names', 'weights'] as const)
      check(option, Object.keys(options[option] ?? {}), classes);
    for (const option of ['ignore', 'always'] as const) check(option, options[option] ?? [], classes);
    const needsNone = isTaught && dataset.classes.length === 0;
    if (!needsNone && labelGroups(dataset, options).length === 0)
      throw new LangSegError(
        'CONFIG_INVALID',
        `Every class of the data set ${dataset.name} is ignored: nothing is left to train on.`,
        { dataset: dataset.name },
      );
  }
}

function check(option: string, keys: readonly string[], known: ReadonlySet<string | null>): void {
  const unknown = keys.filter((key) => !known.has(key));
  if (unknown.length === 0) return;
  const list = [...known].filter((name) => name !== null);
  const near = unknown.length <= 8 ? [...new Set(unknown.flatMap((key) => nearMatches(key, list)))] : [];
  const meant = near.length > 0 ? `Did you mean ${near.map((name) => `"${name}"`).join(' or ')}? ` : '';
  const more = list.length > 40 ? ` and ${list.length - 40} more` : '';
  throw new LangSegError(
    'CONFIG_INVALID',
    `The label option "${option}" names ${unknown.map((key) => `"${key}"`).join(', ')}, which no data set has. ` +
      `${meant}Known are: ${list.slice(0, 40).join(', ')}${more}.`,
    { option, unknown },
  );
}
