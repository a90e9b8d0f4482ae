import { expect, it } from 'vitest';
import * as z from 'zod';
import { listProblems } from './list-problems.js';

const problemsOf = (schema: z.ZodType, value: unknown): string =>
  listProblems(schema.safeParse(value).error!);

it('says all that is wrong, where it is little', () => {
  const schema = z.strictObject({ a: z.number(), b: z.string() });
  const value = { a: '1', c: 2 };
  expect(problemsOf(schema, value)).toBe(z.prettifyError(schema.safeParse(value).error!));
});

it('counts what is too much to read', () => {
  const text = problemsOf(z.array(z.string()), new Array(100_000).fill(0));
  expect(text).toMatch(/at \[9\]\n… and 99990 more$/);
});

it('does not repeat megabytes of a file', () => {
  expect(problemsOf(z.strictObject({}), { ['x'.repeat(1e6)]: 1 }).length).toBeLessThan(4000);
});
