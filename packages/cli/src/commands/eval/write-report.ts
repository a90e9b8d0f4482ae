import { encodeJpeg, writeAtomically } from '@langseg/adapter-node';
import type { RunOptions } from '@langseg/core';
import {
  segmentExample,
  type EvaluationOptions,
  type EvaluationRecord,
  type PhotoEncoder,
  type Question,
  type RecordComparison,
} from '@langseg/evaluation';
import {
  evaluationPage,
  examplePicture,
  rankPhotos,
  type RankedPhoto,
  type ReportPhoto,
  type SegmentedExample,
} from '@langseg/evaluation/report';

/** Best and worst photos that a report shows. */
const shownPhotos = 4;

/** What photos are segmented with once more, to be shown. */
export type ShownFrom = { readonly segmenter: PhotoEncoder } & Pick<
  EvaluationOptions,
  'dataset' | 'questions' | 'items' | 'view' | 'longestSide' | 'refine'
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
  const { best, worst } = rankPhotos(record, from ? shownPhotos : 0);
  const page = evaluationPage(record, {
    best: await picturesOf(best, record, from, signal),
    worst: await picturesOf(worst, record, from, signal),
    ...(from?.items && { photoLabels: ['what was asked for', 'everything else'] }),
    ...(comparison && { comparison }),
  });
  await writeAtomically(path, (sink) => sink.write(new TextEncoder().encode(page)), { signal });
}

async function picturesOf(
  photos: readonly RankedPhoto[],
  { settings: { maskSize } }: EvaluationRecord,
  from: ShownFrom | undefined,
  signal: AbortSignal | undefined,
): Promise<ReportPhoto[]> {
  const shown: ReportPhoto[] = [];
  for (const { id, at, score } of from ? photos : []) {
    const { items, questions, ...rest } = from!;
    const question = items?.[at].question ?? questions[0];
    const example = await segmentExample(id, { ...rest, question, maskSize, signal });
    const bytes = await encodeJpeg(examplePicture(items ? ofEpisode(example, question) : example));
    const picture = `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`;
    shown.push({ id, score, picture, ...(items && { asked: askedIn(question) }) });
  }
  return shown;
}

/** An episode asks for one class; everything else is the background. */
function ofEpisode(example: SegmentedExample, { background }: Question): SegmentedExample {
  const twofold = (label: number): number => (label < 0 ? -1 : label === background ? 1 : 0);
  return {
    ...example,
    words: ['asked', 'else'],
    target: example.target.map(twofold),
    prediction: Uint8Array.from(example.prediction, twofold),
  };
}

/** The class of an episode. */
function askedIn({ classes, classOfWord, background }: Question): string {
  return classes[classOfWord.find((number) => number !== background)!];
}
