import { createHash } from 'node:crypto';
import { LangSegError, type ComponentSet, type RunOptions } from '@langseg/core';
import { checkDataset, openDataset, type DatasetReport, type FileDataset } from '@langseg/datasets/node';
import type { LabelOptions } from '../../data/labels/label-options.js';
import type { ValidationSet } from '../../run/validate-model.js';
import { offeredLabels, type OfferedLabels } from '../../data/labels/offered-labels.js';
import type { NodeRecipe, RecipeDataset } from '../recipe/node-recipe.js';
import { assessLabels, type CheckedDataset } from './assess-labels.js';
import type { TrainingEvent } from '../setup-event.js';

/** A data set of a recipe, opened. */
export interface OpenDataset {
  readonly dataset: FileDataset;
  readonly weight?: number;
  readonly labels?: LabelOptions;
  readonly offered: OfferedLabels;
}

/** The data sets of a recipe. */
export interface OpenData {
  readonly train: readonly OpenDataset[];
  readonly validation: readonly OpenDataset[];
}

/**
 * @param registry holds the layouts.
 * @throws LangSegError as `openDataset`.
 */
export async function openData(
  { data }: Pick<NodeRecipe, 'data'>,
  registry: ComponentSet,
): Promise<OpenData> {
  const openAll = (configs: readonly RecipeDataset[], forced: LabelOptions = {}) =>
    Promise.all(
      configs.map(async ({ weight, labelOptions: labels, ...config }): Promise<OpenDataset> => {
        const dataset = await openDataset(config, registry);
        const offered = offeredLabels(dataset, { ...data.labels, ...labels, ...forced });
        return { dataset, offered, ...(weight !== undefined && { weight }), ...(labels && { labels }) };
      }),
    );
  // A segmenter gives every word one index, however often it is asked for.
  const validation = await openAll(data.validation, { duplicates: 'merge' });
  return { train: await openAll(data.train), validation };
}

/**
 * A single label has always the probability 1, and there is nothing to learn.
 *
 * @throws LangSegError `LABELS_INVALID` naming a data set to train on that offers less than two, and whose photos no teacher sees.
 */
export function assertChoice(
  { train }: OpenData,
  teachers: readonly { readonly datasets: readonly OpenDataset[] }[],
): void {
  for (const source of train) {
    const { dataset, offered } = source;
    const { words } = offered;
    const isTaught = teachers.some(({ datasets }) => datasets.includes(source));
    if (words.length > 1 || (isTaught && words.length === 0)) continue;
    throw new LangSegError(
      'LABELS_INVALID',
      `A training data set must offer at least two labels, ${dataset.name} offers ${words.length === 1 ? `only "${words[0]}"` : 'none'}. ` +
        'Give their surroundings a class, such as "other", instead of ignoring them.',
      { dataset: dataset.name, labels: words },
    );
  }
}

/**
 * Decodes every photo and mask once and tells what is wrong with them.
 *
 * @throws LangSegError with the code of the most frequent problem, for data sets that don't skip such samples; `ABORTED`;
 * as `assessLabels`.
 */
export async function checkData(
  { train, validation }: OpenData,
  onEvent: (event: TrainingEvent) => void,
  options: RunOptions,
): Promise<void> {
  const checked: CheckedDataset[] = [];
  for (const [purpose, sets] of [
    ['train', train],
    ['validation', validation],
  ] as const)
    for (const { dataset, offered } of sets) {
      const { name, onError } = dataset;
      const onProgress = (done: number, total: number) => onEvent({ type: 'checking', name, done, total });
      const report = await checkDataset(dataset, { ...options, onProgress });
      onEvent({ type: 'data', purpose, report });
      for (const note of report.notes) onEvent({ type: 'warning', message: `${name}: ${note}` });
      if (report.problems.length > 0 && (onError === 'fail' || report.good === 0)) throw badData(report);
      checked.push({ purpose, report, offered });
    }
  for (const message of assessLabels(checked)) onEvent({ type: 'warning', message });
}

function badData({ name, samples, good, problems }: DatasetReport): LangSegError {
  const [worst] = [...problems].sort((a, b) => b.count - a.count);
  const examples = problems.flatMap((problem) => problem.examples.map(({ message }) => message)).slice(0, 5);
  return new LangSegError(
    worst.code,
    `${samples - good} of the ${samples} samples of the data set ${name} can't be used:\n` +
      `${examples.map((message) => `  ${message}`).join('\n')}\n` +
      'Repair them, or skip them with onError: "skip".',
    { dataset: name, samples, good, problems },
  );
}

/** What the numbers of a run depend on of its data: which samples there are. */
export function dataFacts({ train }: OpenData): Record<string, unknown> {
  return Object.fromEntries(
    train.map(({ dataset: { name, ids } }, index) => {
      const hash = createHash('sha256').update(ids.join('\n')).digest('hex').slice(0, 16);
      return [`${index} ${name}`, { samples: ids.length, ids: hash }];
    }),
  );
}

/** The data sets in the form that validations read. */
export function validationSets(
  { validation }: OpenData,
  { limit = Infinity }: NodeRecipe['validation'],
): ValidationSet[] {
  return validation.map(({ dataset, offered: { words, indices } }) => ({
    name: dataset.name,
    words,
    size: Math.min(limit, dataset.ids.length),
    read: async (index, options) => {
      const { image, mask } = await dataset.read(dataset.ids[index], options);
      return { photo: image, target: Int32Array.from(mask.data, (value) => indices[value] ?? -1) };
    },
  }));
}
