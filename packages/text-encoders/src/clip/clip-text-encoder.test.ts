import {
  quoteLabel,
  tensor,
  throwIfAborted,
  type LabelWarning,
  type Session,
  type Tensor,
} from '@langseg/core';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { createClipTextEncoder } from './clip-text-encoder.js';
import { buildClipTokenizerJson } from './tokenizer/build-tokenizer-json.js';
import { createClipTokenizer, type ClipTokenizer } from './tokenizer/clip-tokenizer.js';

let tokenizer: ClipTokenizer;
beforeAll(async () => {
  tokenizer = createClipTokenizer(await buildClipTokenizerJson());
});

/** Shapes of the token batches a session was given. */
let runs: (readonly number[])[];
let disposed: number;
beforeEach(() => {
  [runs, disposed] = [[], 0];
});

/** A causal "transformer": the embedding is [sum of the ids up to the pooled place, the id there]. */
const session = (onRun = (): void => {}): Session => ({
  inputs: [],
  outputs: [],
  async run({ tokens, eot }, { signal } = {}) {
    throwIfAborted(signal);
    runs.push(tokens.shape);
    onRun();
    const [count, length] = tokens.shape;
    const rows = Array.from({ length: count }, (_, i) => {
      const at = Number(eot.data[i]);
      const ids = Array.from(
        (tokens as Tensor<'int64'>).data.subarray(i * length, i * length + at + 1),
        Number,
      );
      return [ids.reduce((sum, id) => sum + id, 0), ids[at]];
    });
    return { embeddings: tensor('float32', [count, 2], Float32Array.from(rows.flat())) };
  },
  async dispose() {
    disposed++;
  },
});

/** What the session above makes of a label by itself. */
const expectedRow = (label: string): number[] => {
  const { ids } = tokenizer.tokenize([label])[0];
  const sum = ids.slice(0, ids.indexOf(49407) + 1).reduce((total, id) => total + id, 0);
  return [sum / Math.hypot(sum, 49407), 49407 / Math.hypot(sum, 49407)];
};

const long = 'grass '.repeat(100);

it('returns unit rows in the order of the labels, whatever the batches', async () => {
  const labels = ['a very long label about a traffic light', 'cat', '', 'traffic light', 'cat', long, 'dog'];
  for (const maxBatch of [1, 2, 64]) {
    const encoder = createClipTextEncoder({ session: session(), tokenizer, embeddingDim: 2, maxBatch });
    const { shape, data } = await encoder.encode(labels);
    expect(shape).toEqual([7, 2]);
    labels.flatMap(expectedRow).forEach((value, i) => expect(data[i]).toBeCloseTo(value, 6));
  }
});

it('computes only the positions that are used, shortest labels first, repeated labels once', async () => {
  const encoder = createClipTextEncoder({ session: session(), tokenizer, embeddingDim: 2, maxBatch: 2 });
  await encoder.encode(['a photo of a cat', 'cat', 'traffic light', 'dog', 'cat', 'x<|endoftext|> and more']);
  expect(runs).toEqual([
    [2, 3],
    [2, 4],
    [1, 7],
  ]);
  expect((await encoder.encode([])).shape).toEqual([0, 2]);
  expect(runs).toHaveLength(3);
});

it('cuts long labels with a warning, or refuses them', async () => {
  const warnings: LabelWarning[] = [];
  const parts = { session: session(), tokenizer, embeddingDim: 2, contextLength: 10 };
  const options = { onWarning: (warning: LabelWarning) => warnings.push(warning) };
  await createClipTextEncoder(parts).encode([long, 'cat', long], options);
  expect(warnings).toEqual([
    {
      label: long,
      message:
        '"grass grass grass grass grass grass gra…" is longer than 10 tokens and was cut: ' +
        '"grass grass grass grass grass grass gra…" is left out.',
    },
  ]);
  expect(runs).toEqual([[2, 10]]);
  const strict = createClipTextEncoder({ ...parts, onTooLong: 'error' });
  await expect(strict.encode([long])).rejects.toMatchObject({ code: 'LABELS_INVALID' });
});

it.each([
  ['one two three four five six seven eight nine ten', 'nine ten'],
  [`short ${'supercalifragilistic'.repeat(3)} end`, `${'supercalifragilistic'.repeat(3)} end`],
  ['a b c d e f g h ij', 'ij'],
])('says what of %j was cut', async (label, rest) => {
  const warnings: string[] = [];
  const encoder = createClipTextEncoder({
    session: session(),
    tokenizer,
    embeddingDim: 2,
    contextLength: 10,
  });
  await encoder.encode([label], { onWarning: ({ message }) => warnings.push(message) });
  expect(warnings).toEqual([expect.stringContaining(`was cut: ${quoteLabel(rest)} is left out`)]);
});

it('says where of a single long word the end was cut', async () => {
  const warnings: string[] = [];
  const encoder = createClipTextEncoder({ session: session(), tokenizer, embeddingDim: 2, contextLength: 5 });
  await encoder.encode(['xqz'.repeat(10)], { onWarning: ({ message }) => warnings.push(message) });
  expect(warnings[0]).toMatch(/was cut: "[xqz]+" is left out/);
});

it('encodes a label of which normalisation leaves nothing by its markers, with a warning', async () => {
  const warnings: LabelWarning[] = [];
  const encoder = createClipTextEncoder({ session: session(), tokenizer, embeddingDim: 2 });
  const { data } = await encoder.encode([' \t', 'cat'], { onWarning: (warning) => warnings.push(warning) });
  expect([...data.slice(0, 2)]).toEqual(expectedRow('').map(Math.fround));
  expect(warnings).toEqual([{ label: ' \t', message: expect.stringMatching(/Nothing is left/) as string }]);
});

it('gives embeddings before they are normalised, too', async () => {
  const encoder = createClipTextEncoder({ session: session(), tokenizer, embeddingDim: 2 });
  const { data } = await encoder.encodeRaw!(['cat']);
  expect(data[1]).toBe(49407);
});

it('stops between batches when it is aborted', async () => {
  const controller = new AbortController();
  const parts = { session: session(() => controller.abort()), tokenizer, embeddingDim: 2, maxBatch: 1 };
  const work = createClipTextEncoder(parts).encode(['cat', 'dog'], { signal: controller.signal });
  await expect(work).rejects.toMatchObject({ code: 'ABORTED' });
  expect(runs).toHaveLength(1);
});

it('disposes its session once and is of no use afterwards', async () => {
  const encoder = createClipTextEncoder({ session: session(), tokenizer, embeddingDim: 2 });
  await encoder.dispose();
  await encoder.dispose();
  expect(disposed).toBe(1);
  await expect(encoder.encode(['cat'])).rejects.toMatchObject({ code: 'DISPOSED' });
});

it('says when the model returns something else', async () => {
  const encoder = createClipTextEncoder({ session: session(), tokenizer, embeddingDim: 3 });
  await expect(encoder.encode(['cat'])).rejects.toMatchObject({
    code: 'SHAPE_MISMATCH',
    message: expect.stringContaining('[1, 3], got float32 [1, 2]') as string,
  });
});
