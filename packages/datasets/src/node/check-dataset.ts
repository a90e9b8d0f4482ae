import { LangSegError, throwIfAborted, type ErrorCode, type RunOptions } from '@langseg/core';
import { countValues } from '../check-sample.js';
import type { FileDataset } from './file-dataset.js';
import { createOrientationNotes } from './orientation-notes.js';

/** Samples that have the same thing wrong with them. */
export interface DatasetProblem {
  /**
   * `NOT_FOUND` a file is missing, `IMAGE_UNREADABLE` damaged or no image, `IMAGE_TOO_LARGE`, `IO_FAILED`,
   * `SHAPE_MISMATCH` photo and mask differ in size, `LABELS_INVALID` a mask value has no class.
   */
  readonly code: ErrorCode;
  readonly count: number;
  /** The first ones. */
  readonly examples: readonly { readonly id: string; readonly message: string }[];
}

/** What {@link checkDataset} found. */
export interface DatasetReport {
  readonly name: string;
  /** Samples, good and bad. */
  readonly samples: number;
  /** Samples without a problem. */
  readonly good: number;
  readonly problems: readonly DatasetProblem[];
  /** Pixels of each mask value in the good samples, and its class; classes that never occur have 0. */
  readonly classes: readonly { readonly name: string | null; readonly pixels: number }[];
  /** Pixels of the good samples that belong to no class. */
  readonly ignoredPixels: number;
  /** The mask value of ignored pixels, and how many pixels of the good samples have it. */
  readonly ignoreValue: number;
  readonly ignoreValuePixels: number;
  /** What a person should know of the files that was no problem, a sentence each. */
  readonly notes: readonly string[];
}

/** Options of {@link checkDataset}. */
export interface CheckDatasetOptions extends RunOptions {
  /** Examples kept of every problem. Default 5. */
  readonly examples?: number;
  /** Is told how many samples are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Samples decoded at a time: decoding is native and leaves this thread, checking does not. */
const atOnce = 4;

/**
 * Decodes every sample of a data set and reports what is wrong with it, and how often each class occurs.
 *
 * @throws LangSegError `ABORTED`, `RUNTIME_FAILED` when sharp is not installed. Problems of samples are reported, not
 * thrown.
 */
export async function checkDataset(
  dataset: FileDataset,
  { examples = 5, onProgress, signal }: CheckDatasetOptions = {},
): Promise<DatasetReport> {
  const problems = new Map<ErrorCode, { count: number; examples: { id: string; message: string }[] }>();
  const pixels = new Float64Array(dataset.classes.length);
  const orientations = createOrientationNotes();
  const remarks: string[] = [];
  let [good, ignoredPixels, ignoreValuePixels] = [0, 0, 0];

  function report(code: ErrorCode, id: string, message: string): void {
    const problem = problems.get(code) ?? { count: 0, examples: [] };
    problem.count++;
    if (problem.examples.length < examples) problem.examples.push({ id, message });
    problems.set(code, problem);
  }

  for (const { id, code, message } of dataset.incomplete) report(code, id, message);
  for (let start = 0; start < dataset.ids.length; start += atOnce) {
    const ids = dataset.ids.slice(start, start + atOnce);
    const results = await Promise.allSettled(ids.map((id) => dataset.read(id, { signal })));
    throwIfAborted(signal);
    results.forEach((result, i) => {
      if (result.status === 'rejected') {
        const error: unknown = result.reason;
        if (!LangSegError.is(error) || error.code === 'RUNTIME_FAILED') throw error;
        return report(error.code, ids[i], error.message);
      }
      good++;
      if (result.value.remarks) remarks.push(result.value.remarks.join(' '));
      countValues(result.value.mask.data).forEach((count, value) => {
        if (value < pixels.length) pixels[value] += count;
        if (value === dataset.ignoreValue) ignoreValuePixels += count;
        if (value >= pixels.length || dataset.classes[value] === null || value === dataset.ignoreValue)
          ignoredPixels += count;
      });
    });
    for (const [i, result] of results.entries())
      if (result.status === 'fulfilled') await orientations.add(dataset.files[start + i].image, result.value);
    onProgress?.(start + ids.length, dataset.ids.length);
  }
  return {
    name: dataset.name,
    samples: dataset.ids.length + dataset.incomplete.length,
    good,
    problems: [...problems].map(([code, problem]) => ({ code, ...problem })),
    classes: dataset.classes.map((name, value) => ({ name, pixels: pixels[value] })),
    ignoredPixels,
    ignoreValue: dataset.ignoreValue,
    ignoreValuePixels,
    notes: [...dataset.notes, ...orientations.describe(), ...describeRemarks(remarks)],
  };
}

/** More are only counted. */
const describedPhotos = 20;

/** @param remarks of each photo that was read with warnings; they name it. */
function describeRemarks(remarks: readonly string[]): string[] {
  if (remarks.length === 0) return [];
  const lines = remarks.slice(0, describedPhotos).map((remark) => `\n  ${remark}`);
  const more = remarks.length > lines.length ? `\n  and ${remarks.length - lines.length} more` : '';
  return [
    `${remarks.length} photo${remarks.length === 1 ? ' is' : 's are'} read with a warning:${lines.join('')}${more}`,
  ];
}
