import { readTextFile } from '@langseg/adapter-node';
import { LangSegError, listProblems, safeParse } from '@langseg/core';
import { evaluationRecordSchema, type EvaluationRecord } from '../record/evaluation-record.js';

/**
 * Reads a record that an evaluation wrote.
 *
 * @throws LangSegError `CONFIG_INVALID` for a file that is no record, `NOT_FOUND`, `IO_FAILED`.
 */
export async function readRecord(path: string): Promise<EvaluationRecord> {
  const text = await readTextFile('read the record', path);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The schema says what is wrong.
  }
  const { data, error } = safeParse(evaluationRecordSchema, json);
  if (data) return data;
  throw new LangSegError(
    'CONFIG_INVALID',
    `${path} is no record of an evaluation, as langseg eval --json writes it:\n${listProblems(error)}`,
    { path, issues: error.issues },
  );
}
