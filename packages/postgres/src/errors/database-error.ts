import { LangSegError } from '@langseg/core';
import type { DatabaseFailure } from './database-failure.js';
import { failureOf } from './failure-of.js';

const advice: Readonly<Record<DatabaseFailure, string>> = {
  unreachable: 'Check that the server runs and that its address is right.',
  refused: 'Check the user, its password and what it may do.',
  missing: 'Check its name, or create it.',
  busy: 'Wait, end other connections, or allow more of them.',
  full: 'Make room, then run it again: what was committed is kept.',
  version: 'Use PostgreSQL 13 or newer.',
  extension: 'Install it on the server: postgresql-15-pgvector of apt.postgresql.org, for example.',
  damaged: 'Restore it, or begin with another one.',
  conflict: 'Run it again.',
  query: 'The database is of another version of LangSeg, or this is a defect.',
};

/**
 * What a database answered or a connection met, as an error of ours.
 *
 * @param cause what was thrown.
 * @param name of the database.
 */
export function databaseError(cause: unknown, name: string): LangSegError {
  if (LangSegError.is(cause)) return cause;
  const reason = failureOf(cause);
  return makeDatabaseError(reason, `The database ${name} failed: ${messageOf(cause)}`, name, cause);
}

/** An error with what to do about it. */
export function makeDatabaseError(
  reason: DatabaseFailure,
  message: string,
  name: string,
  cause?: unknown,
): LangSegError {
  const text = /[.!?]$/.test(message) ? message : `${message}.`;
  return new LangSegError(
    'DATABASE_FAILED',
    `${text} ${advice[reason]}`,
    { reason, database: name },
    { cause },
  );
}

/** Whether it may go away by itself: no answer, too many connections, or another transaction in the way. */
export function isPassingFailure(error: unknown): boolean {
  if (!LangSegError.is(error, 'DATABASE_FAILED')) return false;
  return ['unreachable', 'busy', 'conflict'].includes(String(error.context.reason));
}

/** Connections to several addresses of a name fail together, with a message for each. */
function messageOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.message === '' && cause.errors.length > 0)
    return cause.errors.map(messageOf).join('; ');
  return cause instanceof Error ? cause.message : String(cause);
}
