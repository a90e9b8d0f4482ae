import { beforeEach, describe, expect, it } from 'vitest';
import { openColours, stripes, type Control } from './__fixtures__/colour-pipeline.js';
import { FakeWorker } from './__fixtures__/fake-worker.js';
import { connectSegmenter } from './connect-segmenter.js';
import { serveSegmenter } from './serve-segmenter.js';

let control: Control;

beforeEach(() => {
  control = { encodedPhotos: 0, encodedLabels: [] };
});

const connect = () =>
  connectSegmenter(
    () =>
      new FakeWorker((scope) => serveSegmenter(scope, async (_, context) => openColours(control, context))),
    { model: 'colours' },
  );

describe('words, to a segmenter in a worker', () => {
  it('lints labels without a photo', async () => {
    const { findings } = await (await connect()).lintLabels(['red', 'mauve', 'green', 'red']);
    expect(findings.map(({ kind, labels }) => [kind, ...labels])).toEqual([
      ['form', 'red'],
      ['unknown', 'mauve'],
      ['cannot-win', 'mauve'],
    ]);
    expect(control.encodedPhotos).toBe(0);
  });

  it('proposes words for a photo and its regions, and says which words are known and how they may go on', async () => {
    const segmenter = await connect();
    const words = ['red', 'mauve', 'blue'];
    const suggestions = await segmenter.suggest(stripes(), { words, count: 1 });
    expect(suggestions).toMatchObject([
      { word: 'red', share: expect.any(Number), margin: expect.any(Number) },
    ]);
    const image = await segmenter.encode(stripes());
    expect((await image.suggest({ words })).map(({ word }) => word)).toEqual(['red', 'blue']);
    expect(await image.region(0, 1, { words, count: 1 })).toMatchObject({
      ...{ rows: 2, columns: 3, mask: Uint8Array.of(1, 0, 0, 1, 0, 0) },
      words: [{ word: 'red', similarity: 1 }],
    });
    await expect(image.region(3, 0)).rejects.toMatchObject({ code: 'SHAPE_MISMATCH' });
    expect(await segmenter.checkWords(['mauve', 'red'])).toMatchObject([
      { isKnown: false },
      { isKnown: true },
    ]);
    expect(await segmenter.completeWord('gras', 1)).toEqual(['grass']);
    await segmenter.dispose();
    await expect(image.suggest({ words })).rejects.toMatchObject({ code: 'DISPOSED' });
  });
});
