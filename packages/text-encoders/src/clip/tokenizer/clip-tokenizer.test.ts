import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildClipTokenizerJson } from './build-tokenizer-json.js';
import { createClipTokenizer, type ClipTokenizer } from './clip-tokenizer.js';
import { normalizeClipText } from './normalize-text.js';

interface GoldenCase {
  readonly text: string;
  readonly ids?: readonly number[];
  readonly clean?: string;
  readonly decode?: string;
  readonly error?: string;
  readonly n_tokens_untruncated?: number;
  readonly ids_truncated?: readonly number[];
}

interface Golden {
  readonly cases: readonly GoldenCase[];
  readonly label_files: Readonly<Record<string, readonly (readonly [string, readonly number[]])[]>>;
}

const golden = JSON.parse(
  await readFile(new URL('__fixtures__/tokenizer.json', import.meta.url), 'utf8'),
) as Golden;

let tokenizer: ClipTokenizer;
beforeAll(async () => {
  tokenizer = createClipTokenizer(await buildClipTokenizerJson());
});

describe('the golden cases of openai/CLIP', () => {
  it.each(golden.cases)('$text', ({ text, ids, clean = text, decode, error, ...long }) => {
    expect(normalizeClipText(text)).toBe(clean);
    if (ids) {
      expect(tokenizer.encode(text)).toEqual(ids);
      expect(tokenizer.tokenize([text], { onTooLong: 'error' })).toEqual([{ ids, isTruncated: false }]);
      const decoded = tokenizer.decode(ids.slice(1, -1));
      expect(decode ? decoded : decoded.trimEnd()).toBe(decode ?? clean);
    }
    if (error) {
      expect(tokenizer.encode(text)).toHaveLength(long.n_tokens_untruncated ?? NaN);
      expect(tokenizer.tokenize([text])).toEqual([{ ids: long.ids_truncated, isTruncated: true }]);
      expect(() => tokenizer.tokenize([text], { onTooLong: 'error' })).toThrow(/and the model takes 77/);
    }
  });

  it.each(Object.entries(golden.label_files))('label file %s', (_, entries) => {
    const labels = entries.map(([label]) => label);
    expect(tokenizer.tokenize(labels).map(({ ids }) => ids)).toEqual(entries.map(([, ids]) => ids));
  });
});

describe('createClipTokenizer', () => {
  it('takes markers only where the pattern of CLIP finds them', () => {
    expect(tokenizer.encode('!<|endoftext|>')).not.toContain(49407 + 0.5);
  });
});
