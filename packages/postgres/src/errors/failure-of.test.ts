import { expect, it } from 'vitest';
import { LangSegError } from '@langseg/core';
import { databaseError, isPassingFailure } from './database-error.js';
import { failureOf } from './failure-of.js';

const failing = (code: string, message = 'failed'): Error => Object.assign(new Error(message), { code });

it.each([
  ['ECONNREFUSED', 'unreachable'],
  ['EAI_AGAIN', 'unreachable'],
  ['EPIPE', 'unreachable'],
  ['57P01', 'unreachable'],
  ['57P03', 'unreachable'],
  ['08006', 'unreachable'],
  ['28P01', 'refused'],
  ['42501', 'refused'],
  ['EACCES', 'refused'],
  ['3D000', 'missing'],
  ['53300', 'busy'],
  ['53100', 'full'],
  ['53200', 'full'],
  ['ENOSPC', 'full'],
  ['40P01', 'conflict'],
  ['25P02', 'conflict'],
  ['XX001', 'damaged'],
  ['42P01', 'query'],
  ['0A000', 'query'],
])('%s is %s', (code, reason) => {
  expect(failureOf(failing(code))).toBe(reason);
});

it('knows failures that have no code of their own', () => {
  expect(failureOf(new Error('Connection terminated unexpectedly'))).toBe('unreachable');
  expect(failureOf(new Error('timeout expired'))).toBe('unreachable');
  expect(failureOf(new AggregateError([failing('ECONNREFUSED')]))).toBe('unreachable');
  expect(failureOf(failing('0A000', 'extension "vector" is not available'))).toBe('extension');
  expect(failureOf('what')).toBe('query');
});

it('says what happened to which database and what to do, and passes on errors of ours', () => {
  const refusals = ['ECONNREFUSED ::1:1', 'ECONNREFUSED 127.0.0.1:1'].map((text) =>
    failing('ECONNREFUSED', text),
  );
  const error = databaseError(new AggregateError(refusals), 'postgres://host/name');
  expect(error).toMatchObject({
    code: 'DATABASE_FAILED',
    message:
      'The database postgres://host/name failed: ECONNREFUSED ::1:1; ECONNREFUSED 127.0.0.1:1. ' +
      'Check that the server runs and that its address is right.',
    context: { reason: 'unreachable', database: 'postgres://host/name' },
  });
  expect(isPassingFailure(error)).toBe(true);
  expect(isPassingFailure(databaseError(failing('53100'), 'x'))).toBe(false);
  const ours = new LangSegError('ABORTED', 'Stopped.');
  expect(databaseError(ours, 'x')).toBe(ours);
});
