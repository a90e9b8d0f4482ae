import { createHash } from 'node:crypto';
import { LangSegError, parseJson, safeParse, throwIfAborted } from '@langseg/core';
import * as z from 'zod';
import { ProcessLost } from '../process/start-process.js';
import type { SegmentedPhoto } from '../process/protocol.js';
import type { ResultStore } from '../stores/store.js';
import type { ClaimedJob } from './claim-job.js';
import type { DeadLetter } from '../dead-letters/dead-letters.js';
import type { JobProgress } from './lease.js';

/** What a job is done with. */
export interface JobTools {
  readonly read: (photo: string, signal?: AbortSignal) => Promise<Uint8Array>;
  /** Segments with a process that is replaced when it ends. */
  readonly segment: (bytes: Uint8Array, signal: AbortSignal) => Promise<SegmentedPhoto>;
  readonly store: ResultStore;
  /** Hash of the batch's settings. */
  readonly key: string;
  readonly onPhoto?: (outcome: 'made' | 'kept' | 'failed', seconds: number) => void;
}

/** A line of the list of a job: a photo, and its files or why it has none. */
export type JobLine =
  | {
      readonly photo: string;
      readonly sha256: string;
      readonly key: string;
      readonly files: readonly string[];
    }
  | { readonly photo: string; readonly error: { readonly code: string; readonly message: string } };

/** A process that a photo ends is started again once: the photo may not be to blame. */
const attempts = 2;

/**
 * Does the photos of a job, one after the other. What is there already is left as it is; what can't be segmented is
 * noted, and the next one follows. At the end, `jobs/<id>.jsonl` lists the photos and their files.
 *
 * @param update told how far it is.
 * @throws LangSegError what stops all photos: results that can't be written, a model that can't be loaded; `ABORTED`.
 */
export async function runJob(
  job: ClaimedJob,
  tools: JobTools,
  update: (progress: JobProgress) => void,
  signal: AbortSignal,
): Promise<JobProgress> {
  const lines: JobLine[] = [];
  const failed: DeadLetter[] = [];
  let made = 0;
  const start = performance.now();
  const progress = (): JobProgress => ({
    ...{ done: lines.length, made, failed: [...failed] },
    seconds: (performance.now() - start) / 1000,
  });
  for (const photo of job.photos) {
    throwIfAborted(signal);
    const begun = performance.now();
    const outcome = await settle(photo, tools, signal);
    lines.push(outcome.line);
    if (outcome.kind === 'made') made++;
    if ('error' in outcome.line) failed.push({ photo, ...outcome.line.error });
    tools.onPhoto?.(outcome.kind, (performance.now() - begun) / 1000);
    update(progress());
  }
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  await tools.store.write(`jobs/${job.id}.jsonl`, new TextEncoder().encode(text));
  return progress();
}

interface Settled {
  readonly kind: 'made' | 'kept' | 'failed';
  readonly line: JobLine;
}

async function settle(photo: string, tools: JobTools, signal: AbortSignal): Promise<Settled> {
  const { store, key: settings } = tools;
  let bytes: Uint8Array;
  try {
    bytes = await tools.read(photo, signal);
  } catch (error) {
    return failure(photo, error, signal);
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const key = createHash('sha256').update(`${settings}:${sha256}`).digest('hex');
  const stem = `objects/${key.slice(0, 2)}/${key}`;
  const there = await store.read(`${stem}.record.json`);
  if (there)
    return { kind: 'kept', line: { photo, sha256, key, files: filesOf(there, `${stem}.record.json`) } };

  let result: SegmentedPhoto;
  try {
    result = await withProcess(bytes, tools, signal);
  } catch (error) {
    return failure(photo, error, signal);
  }
  const { width, height, warnings } = result;
  const files: string[] = [];
  for (const file of result.files) {
    await store.writeNew(`${stem}${file.ending}`, file.bytes);
    files.push(`${stem}${file.ending}`);
  }
  // Written last: where it is, the others are.
  const record = { sha256, settings, width, height, warnings, files };
  const isNew = await store.writeNew(
    `${stem}.record.json`,
    new TextEncoder().encode(`${JSON.stringify(record)}\n`),
  );
  return { kind: isNew ? 'made' : 'kept', line: { photo, sha256, key, files } };
}

async function withProcess(
  bytes: Uint8Array,
  { segment }: JobTools,
  signal: AbortSignal,
): Promise<SegmentedPhoto> {
  for (let attempt = 1; ; attempt++)
    try {
      return await segment(bytes, signal);
    } catch (error) {
      if (!(error instanceof ProcessLost) || signal.aborted || attempt === attempts) throw error;
    }
}

/** What is wrong with all photos is thrown; what is wrong with this one is noted. */
function failure(photo: string, error: unknown, signal: AbortSignal): Settled {
  throwIfAborted(signal);
  if (LangSegError.is(error) && general.has(error.code)) throw error;
  const message = error instanceof Error ? error.message : String(error);
  const code =
    error instanceof ProcessLost ? 'PROCESS_LOST' : LangSegError.is(error) ? error.code : 'INTERNAL';
  return { kind: 'failed', line: { photo, error: { code, message } } };
}

const general: ReadonlySet<string> = new Set([
  ...['USAGE', 'ABORTED', 'HASH_MISMATCH', 'LABELS_INVALID', 'CONFIG_INVALID', 'VERSION_UNSUPPORTED'],
  ...['DISPOSED', 'DATABASE_FAILED'],
]);

const recordSchema = z.looseObject({ files: z.array(z.string()) });

function filesOf(record: Uint8Array, name: string): readonly string[] {
  const { data } = safeParse(recordSchema, parseJson(new TextDecoder().decode(record)));
  if (data) return data.files;
  throw new LangSegError('FILE_CORRUPT', `${name} is not what a worker has written; delete it.`, {
    path: name,
  });
}
