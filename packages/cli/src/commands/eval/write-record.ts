import { dirname } from 'node:path';
import { makeFolder, withIoErrors, writeAtomically } from '@langseg/adapter-node';
import type { RunOptions } from '@langseg/core';
import type { EvaluationRecord } from '@langseg/evaluation';

/**
 * Writes a record, whole or not at all; its folder is made.
 *
 * @throws LangSegError `IO_FAILED`, `NOT_FOUND`, `ABORTED`.
 */
export async function writeRecord(
  path: string,
  record: EvaluationRecord,
  options: RunOptions,
): Promise<void> {
  const text = `${JSON.stringify(record)}\n`;
  await withIoErrors('create the folder', dirname(path), () => makeFolder(dirname(path)));
  await writeAtomically(path, (sink) => sink.write(new TextEncoder().encode(text)), options);
}
