import { LangSegError, tensor, throwIfAborted, type LabelWarning, type TextEncoder } from '@langseg/core';
import { beforeEach, expect, it } from 'vitest';
import { withEmbeddingCache } from './with-embedding-cache.js';

/** Encodes a label as [its length, 1], `?…` as zero; knows what it was asked for; waits where `gate` says so. */
let asked: string[][];
let gate: Promise<void> | undefined;
let signals: (AbortSignal | undefined)[];
let disposed: number;

beforeEach(() => {
  [asked, gate, signals, disposed] = [[], undefined, [], 0];
});

const encoder: TextEncoder = {
  specVersion: 1,
  embeddingDim: 2,
  contextLength: 77,
  async encode(labels, { signal, onWarning } = {}) {
    asked.push([...labels]);
    signals.push(signal);
    await gate;
    throwIfAborted(signal);
    if (labels.length && labels.every((label) => label.startsWith('?')))
      throw new LangSegError('LABELS_INVALID', 'nothing known');
    for (const label of labels) if (/[?!]/.test(label)) onWarning?.({ label, message: `about ${label}` });
    const data = labels.flatMap((label) => (label.startsWith('?') ? [0, 0] : [label.length, 1]));
    return tensor('float32', [labels.length, 2], Float32Array.from(data));
  },
  async dispose() {
    disposed++;
  },
};

it('asks only for labels it has not seen, once each, and keeps the order', async () => {
  const cached = withEmbeddingCache(encoder);
  expect([...(await cached.encode(['cat', 'horse', 'cat'])).data]).toEqual([3, 1, 5, 1, 3, 1]);
  const { shape, data } = await cached.encode(['tree', 'horse', 'grass']);
  expect(shape).toEqual([3, 2]);
  expect([...data]).toEqual([4, 1, 5, 1, 5, 1]);
  await cached.encode(['cat', 'tree']);
  expect((await cached.encode([])).shape).toEqual([0, 2]);
  expect(asked).toEqual([
    ['cat', 'horse'],
    ['tree', 'grass'],
  ]);
});

it('does not hand out its own memory', async () => {
  const cached = withEmbeddingCache(encoder);
  (await cached.encode(['cat'])).data.fill(9);
  expect([...(await cached.encode(['cat'])).data]).toEqual([3, 1]);
});

it('forgets the least recently used labels', async () => {
  const cached = withEmbeddingCache(encoder, { maxEntries: 2 });
  await cached.encode(['a']);
  await cached.encode(['b']);
  await cached.encode(['a', 'c']);
  await cached.encode(['a', 'b']);
  expect(asked).toEqual([['a'], ['b'], ['c'], ['b']]);
  expect([...(await cached.encode(['w', 'xx', 'yyy'])).data]).toEqual([1, 1, 2, 1, 3, 1]);
});

it('repeats warnings for labels it remembers', async () => {
  const cached = withEmbeddingCache(encoder);
  const warnings: LabelWarning[] = [];
  const onWarning = (warning: LabelWarning): number => warnings.push(warning);
  await cached.encode(['cat!']);
  await cached.encode(['cat!', 'dog', 'cat!'], { onWarning });
  expect(warnings).toEqual([{ label: 'cat!', message: 'about cat!' }]);
});

it('leaves it to the encoder whether meaningless labels are an error', async () => {
  const cached = withEmbeddingCache(encoder);
  const warnings: LabelWarning[] = [];
  const options = { onWarning: (warning: LabelWarning) => warnings.push(warning) };
  await cached.encode(['dog']);
  expect([...(await cached.encode(['dog', '?'], options)).data]).toEqual([3, 1, 0, 0]);
  expect(warnings).toEqual([{ label: '?', message: 'about ?' }]);
  await expect(cached.encode(['?'])).rejects.toMatchObject({ code: 'LABELS_INVALID' });
});

it('shares the work of calls at the same time', async () => {
  const cached = withEmbeddingCache(encoder);
  const [first, second] = await Promise.all([cached.encode(['a', 'bb']), cached.encode(['bb', 'ccc'])]);
  expect([...first.data, ...second.data]).toEqual([1, 1, 2, 1, 2, 1, 3, 1]);
  expect(asked).toEqual([['a', 'bb'], ['ccc']]);
});

it('lets one caller leave and stops the work when all have left', async () => {
  let open = (): void => {};
  gate = new Promise((resolve) => (open = resolve));
  const cached = withEmbeddingCache(encoder);
  const [one, two] = [new AbortController(), new AbortController()];
  const first = cached.encode(['a'], { signal: one.signal });
  const second = cached.encode(['a'], { signal: two.signal });
  one.abort();
  await expect(first).rejects.toMatchObject({ code: 'ABORTED' });
  expect(signals[0]?.aborted).toBe(false);
  two.abort();
  await expect(second).rejects.toMatchObject({ code: 'ABORTED' });
  expect(signals[0]?.aborted).toBe(true);
  const third = cached.encode(['a']);
  open();
  expect([...(await third).data]).toEqual([1, 1]);
  expect(asked).toEqual([['a'], ['a']]);
});

it('does not start when it was aborted or disposed', async () => {
  const cached = withEmbeddingCache(encoder);
  await cached.encode(['a']);
  await expect(cached.encode(['a'], { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'ABORTED',
  });
  await cached.dispose();
  expect(disposed).toBe(1);
  await expect(cached.encode(['a'])).rejects.toMatchObject({ code: 'DISPOSED' });
});
