import { LangSegError } from '@langseg/core';
import type { EvaluationRecord } from '../record/evaluation-record.js';
import { classCountsOf } from '../record/photo-class-counts.js';
import { settingsDifferences } from '../record/settings-differences.js';
import { bootstrapGains, type BootstrapOptions, type Gain } from './bootstrap-gains.js';

/** What a run gained over another, over the photos that both have. */
export interface RecordComparison {
  /** Photos of both. */
  readonly photos: number;
  readonly meanIoU: Gain;
  readonly pixelAccuracy: Gain;
  /** By name, the largest gain first; classes that the photos don't show are left out. */
  readonly classes: readonly (Gain & { readonly label: string })[];
  /** Settings that differ, a line each: what the gain may come from. */
  readonly differences: readonly string[];
}

/**
 * Compares two evaluations of the same photos with the same classes: gains by class, and how sure they are, by bootstrap
 * over photos. Means are over classes with ground truth.
 *
 * @throws LangSegError `CONFIG_INVALID` when the classes differ, or there is no photo in both.
 */
export function compareRecords(
  before: EvaluationRecord,
  after: EvaluationRecord,
  options: BootstrapOptions = {},
): RecordComparison {
  const labels = after.classes.map(({ label }) => label);
  assertSameClasses(before, labels);
  const earlier = new Map(before.perPhoto.map((photo) => [photo.id, photo]));
  const pairs = after.perPhoto.flatMap((photo) => {
    const other = earlier.get(photo.id);
    return other
      ? [{ before: classCountsOf(other, labels.length), after: classCountsOf(photo, labels.length) }]
      : [];
  });
  if (pairs.length === 0)
    throw new LangSegError(
      'CONFIG_INVALID',
      'The two evaluations have no photo in common, so there is nothing to compare.',
      { photos: [before.photos, after.photos] },
    );
  const { meanIoU, pixelAccuracy, classes } = bootstrapGains(labels.length, pairs, options);
  return {
    photos: pairs.length,
    meanIoU,
    pixelAccuracy,
    classes: labels
      .flatMap((label, index) => (classes[index] ? [{ label, ...classes[index] }] : []))
      .sort((a, b) => b.gain - a.gain),
    differences: settingsDifferences(before.settings, after.settings),
  };
}

/**
 * Checks, before anything is evaluated, that it can be compared with an earlier evaluation.
 *
 * @param labels names of the classes of the new one.
 * @throws LangSegError `CONFIG_INVALID` when the classes differ.
 */
export function assertSameClasses(earlier: EvaluationRecord, labels: readonly string[]): void {
  const others = earlier.classes.map(({ label }) => label);
  const different = labels.findIndex((label, index) => label !== others[index]);
  if (different < 0 && labels.length === others.length) return;
  const where =
    different >= 0 && different < others.length
      ? `, and class ${different} is "${labels[different]}" or "${others[different]}".`
      : '.';
  throw new LangSegError(
    'CONFIG_INVALID',
    `Only evaluations with the same classes can be compared: one has ${labels.length}, the earlier one ${others.length}${where}`,
    { classes: [others.length, labels.length], different },
  );
}
