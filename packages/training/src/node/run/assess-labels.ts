import { LangSegError } from '@langseg/core';
import type { DatasetReport } from '@langseg/datasets/node';
import { describeValues, quoteWords, valuesHint } from '../../data/labels/describe-labels.js';
import { shownLabels, type ShownLabels } from '../../data/labels/shown-labels.js';
import type { OfferedLabels } from '../../data/labels/offered-labels.js';

/** A data set whose pixels were counted. */
export interface CheckedDataset {
  readonly purpose: 'train' | 'validation';
  readonly report: DatasetReport;
  readonly offered: OfferedLabels;
}

/**
 * Compares the labels of data sets with what their masks show.
 *
 * @returns what a person should know before training begins, a sentence or two each.
 * @throws LangSegError `LABELS_INVALID` when a set shows no label at all, or all sets to train on together a single one:
 * there is nothing to learn then.
 */
export function assessLabels(sets: readonly CheckedDataset[]): string[] {
  const assessed = sets.map((set) => ({ ...set, labels: shownLabels(set.report, set.offered) }));
  for (const set of assessed)
    if (set.labels.shown.length === 0 && set.offered.words.length > 0) throw nothingShown(set);
  const trained = assessed.filter(({ purpose }) => purpose === 'train');
  const taught = new Set(trained.flatMap(({ labels }) => labels.shown));
  const offered = new Set(trained.flatMap((set) => set.offered.words));
  if (offered.size > 1 && taught.size < 2) throw nothingToTellApart(trained);
  return assessed.flatMap((set) => (set.labels.missing.length > 0 ? [describeMissing(set)] : []));
}

type Assessed = CheckedDataset & { readonly labels: ShownLabels };

function describeMissing({ purpose, report, offered, labels }: Assessed): string {
  const { shown, missing } = labels;
  const some = `${shown.length} of ${offered.words.length} classes`;
  const [start, consequence] =
    purpose === 'train'
      ? [`The masks of ${report.name}`, 'the others are not learned from them']
      : [`The validation set ${report.name}`, 'its mIoU rests on these alone'];
  return [
    `${start} ${purpose === 'train' ? 'show' : 'shows'} ${some}; ${consequence}. Missing: ${quoteWords(missing)}.`,
    ...(shown.length === 1 ? [`Every labelled pixel is "${shown[0]}".`] : []),
    valuesHint(report, labels),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function nothingShown({ report, labels }: Assessed): LangSegError {
  return new LangSegError(
    'LABELS_INVALID',
    `Every pixel of the ${report.good} masks of ${report.name} is ignored. They contain: ${describeValues(report)}. ` +
      (valuesHint(report, labels) || 'Check the list of classes and data.labels.ignore.'),
    { dataset: report.name, classes: labels.missing },
  );
}

function nothingToTellApart(sets: readonly Assessed[]): LangSegError {
  const [{ labels }] = sets;
  const held = sets.map(({ report }) => `${report.name} contains ${describeValues(report)}`);
  const hint = sets.map((set) => valuesHint(set.report, set.labels)).find((sentence) => sentence !== '');
  return new LangSegError(
    'LABELS_INVALID',
    `The training data show only "${labels.shown[0]}", so there is nothing to tell it apart from. ` +
      `No mask shows ${quoteWords(labels.missing)}: ${held.join('; ')}. ` +
      (hint ??
        'Check the list of classes, and that the pixel values of the masks are the numbers of its entries.'),
    { shown: labels.shown, missing: labels.missing },
  );
}
