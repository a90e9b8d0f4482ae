import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { safeParse } from './safe-parse.js';

const schema = z.strictObject({ list: z.array(z.array(z.int().max(9))), name: z.string().default('x') });
const wrong = (count: number) => ({ list: [new Array<string>(count).fill('a')], name: 7 });

describe('a value that is', () => {
  it('right is returned with its defaults', () => {
    expect(safeParse(schema, { list: [[1]] })).toEqual({ success: true, data: { list: [[1]], name: 'x' } });
  });

  it('small and wrong has all of its mistakes', () => {
    expect(safeParse(schema, wrong(3)).error!.issues).toEqual(z.safeParse(schema, wrong(3)).error!.issues);
    expect(safeParse(schema, wrong(3)).error!.issues).toHaveLength(4);
  });

  it('large and wrong has some of them', () => {
    const { issues } = safeParse(schema, wrong(300_000)).error!;
    expect(issues.length).toBeLessThan(5);
    expect(issues[0]).toMatchObject({ path: ['list', 0, 0], code: 'invalid_type' });
  });

  it('nested too deep is wrong', () => {
    const tree: z.ZodType = z.array(z.lazy(() => tree));
    const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    expect(safeParse(tree, deep).error!.issues).toMatchObject([{ message: 'It is nested too deep.' }]);
  });
});

it('passes on what a schema itself throws', () => {
  const broken = z.string().transform(() => {
    throw new TypeError('mine');
  });
  expect(() => safeParse(broken, 'a')).toThrow('mine');
});
