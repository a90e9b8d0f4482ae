import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pageFacts } from '../routes/page-facts.js';
import { resultSchema } from './answer-schemas.js';

/** The only JSON of a page. */
function jsonIn(page: string): unknown {
  const text = readFileSync(new URL(page, import.meta.url), 'utf8');
  const blocks = [...text.matchAll(/^```json\n([^]*?)^```$/gm)];
  expect(blocks).toHaveLength(1);
  return JSON.parse(blocks[0][1]);
}

describe('JSON of the documentation', () => {
  it('shows an answer as it is described to clients', () => {
    const answer = jsonIn('../../../../docs/serving.md');
    expect(resultSchema.parse(answer)).toEqual(answer);
  });

  it('shows what a page is told of its server', () => {
    const facts = jsonIn('../../README.md') as ReturnType<typeof pageFacts>;
    const served = facts.models.map(({ id, name, bytes }) => ({
      id,
      name,
      bytes,
      kind: 'bundle' as const,
      components: {},
      folder: '',
      files: new Set<string>(),
    }));
    expect({ ...pageFacts(served, true), langseg: facts.langseg }).toEqual(facts);
  });
});
