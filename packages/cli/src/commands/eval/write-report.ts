import { encodeJpeg, writeAtomically } from '@langseg/adapter-node';
import type { RunOptions } from '@langseg/core';
import {
  segmentExample,
  type EvaluateOptions,
  type EvaluationRecord,
  type RecordComparison,
} from '@langseg/evaluation';
import {
  evaluationPage,
  examplePicture,
  rankPhotos,
  type RankedPhoto,
  type ReportPhoto,
} from '@langseg/evaluation/report';

/** Best and worst photos that a report shows. */
const shownPhotos = 4;

/** What photos are segmented with once more, to be shown. */
export type ShownFrom = Pick<
  EvaluateOptions,
  'segmenter' | 'dataset' | 'questions' | 'items' | 'view' | 'longestSide'
>;

/** What a report is made of. */
export interface ReportParts extends RunOptions {
  readonly comparison?: RecordComparison;
  /** Without it, the report shows no photos. */
  readonly from?: ShownFrom;
}

/**
 * Writes the report of an evaluation: one HTML page, whole or not at all.
 *
 * @throws LangSegError `IO_FAILED`, `NOT_FOUND`, `ABORTED`, and as `segmentExample`.
 */
export async function writeReport(
  path: string,
  record: EvaluationRecord,
  { comparison, from, signal }: ReportParts,
): Promise<void> {
  // An episode asks for one class of a photo, so there is no picture of all classes.
  const { best, worst } = rankPhotos(record, from && !from.items ? shownPhotos : 0);
  const page = evaluationPage(record, {
    best: await picturesOf(best, from, signal),
    worst: await picturesOf(worst, from, signal),
    ...(comparison && { comparison }),
  });
  await writeAtomically(path, (sink) => sink.write(new TextEncoder().encode(page)), { signal });
}

async function picturesOf(
  photos: readonly RankedPhoto[],
  from: ShownFrom | undefined,
  signal: AbortSignal | undefined,
): Promise<ReportPhoto[]> {
  const shown: ReportPhoto[] = [];
  for (const { id, score } of from ? photos : []) {
    const { segmenter, dataset, questions, view, longestSide } = from!;
    const [question] = questions;
    const example = await segmentExample(id, { segmenter, dataset, question, view, longestSide, signal });
    const bytes = await encodeJpeg(examplePicture(example));
    const picture = `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`;
    shown.push({ id, score, picture });
  }
  return shown;
}
