import type { LabelWarning } from '../interfaces/text-encoder.js';
import { quoteLabel, quoteLabels } from './quote-label.js';

/** What other tools, spreadsheets and keyboards put between labels. It is seldom a part of one. */
const listMarks = /[;|\t\n\r•，、；｜。]/;

/** What may well be a part of a label, as in `St. Bernard`, but hardly of the only one. */
const anyMark = /[;|\t\n\r•，、；｜。.,/\\]/;

const letter = /[\p{L}\p{N}]/u;

/**
 * Warns where one label looks like several: `cow. grass. tree`, `cow; grass`, `cow|grass`. Where it is the only one, also
 * commas, full stops and slashes count.
 */
export function warnSeparators(unique: readonly string[]): LabelWarning[] {
  const marks = unique.length === 1 ? anyMark : listMarks;
  const suspects = unique.filter((label) => wordsBetween(label, marks).length > 1);
  if (suspects.length === 0) return [];
  const [label] = suspects;
  const meant = quoteLabel(wordsBetween(label, marks).join(', '));
  const subject =
    suspects.length === 1
      ? `${quoteLabel(label)} is one label`
      : `${quoteLabels(suspects)} are one label each`;
  return [
    {
      label,
      message: `${subject}. If several are meant, separate them with commas or give a list: ${meant}.`,
    },
  ];
}

/** The parts of a label between marks, without those that have no letter or digit. */
function wordsBetween(label: string, marks: RegExp): string[] {
  return label
    .split(marks)
    .map((part) => part.trim())
    .filter((part) => letter.test(part));
}
