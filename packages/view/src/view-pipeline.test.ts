import { LangSegError, type WebSegmenter } from '@langseg/web';
import { expect, it } from 'vitest';
import { ViewPipeline, type ViewPhoto, type ViewRequest, type ViewResult } from './view-pipeline.js';
import { parseWords } from './view-words.js';

/** A pipeline on an engine that knows all words but those with a z; it notes what it is asked for. */
function pipeline() {
  const asked: string[] = [];
  const results: ViewResult[] = [];
  const errors: unknown[] = [];
  let crashes = 0;
  const segmenter = {
    checkWords: async (words: readonly string[]) =>
      words.map((word) => ({ word, isKnown: !word.includes('z') })),
    async encode(bitmap: unknown) {
      asked.push(`encode ${String(bitmap)}`);
      return {
        async segment(labels: readonly string[]) {
          if (crashes-- > 0) throw new LangSegError('DISPOSED', 'The worker has crashed.');
          asked.push(`segment ${labels.join()}`);
          return { labels };
        },
        dispose: () => asked.push(`forget ${String(bitmap)}`),
      };
    },
  } as unknown as WebSegmenter;
  const engines = {
    borrow: (model: string) => ({
      model,
      segmenter: Promise.resolve(segmenter),
      release: () => void asked.push(`release ${model}`),
    }),
  };
  const made = new ViewPipeline(engines, {
    onProgress: () => undefined,
    onResult: (result) => results.push(result),
    onError: (error) => errors.push(error),
  });
  return { made, asked, results, errors, crash: () => (crashes = 1) };
}

const photoNamed = (name: string): ViewPhoto => ({
  ready: async () => undefined,
  draw: async () => ({ toString: () => name, close: () => undefined }) as unknown as ImageBitmap,
});

const photo = photoNamed('cow.jpg');
const request = (words: string, more: Partial<ViewRequest> = {}): ViewRequest => ({
  model: 'default',
  photo,
  words: parseWords(words),
  other: false,
  ...more,
});

it('encodes a photo once for any words, and lets it go with the engine', async () => {
  const { made, asked } = pipeline();
  await made.show(request('cow, grass'));
  await made.show(request('cattle, lawn', { other: true }));
  await made.show(request('cow, grass', { photo: photoNamed('dog.jpg') }));
  made.dispose();
  await Promise.resolve();
  expect(asked).toEqual([
    'encode cow.jpg',
    'segment cow,grass',
    'segment cattle,lawn,other',
    'forget cow.jpg',
    'encode dog.jpg',
    'segment cow,grass',
    'release default',
    'forget dog.jpg',
  ]);
});

it('lets only known words compete, and never a single one alone', async () => {
  const { made, asked, results } = pipeline();
  await made.show(request('cow, blorfz'));
  expect(asked.at(-1)).toBe('segment cow,other');
  expect(results[0]).toMatchObject({ words: [{ word: 'cow' }], unknown: ['blorfz'] });
  await made.show(request('blorfz'));
  await made.show(request(''));
  expect(asked.filter((what) => what.startsWith('segment'))).toHaveLength(1);
  expect(results.map(({ segmentation }) => segmentation !== undefined)).toEqual([true, false, false]);
});

it('tells only of the newest request', async () => {
  const { made, results } = pipeline();
  await Promise.all(['cow', 'cow, gras', 'cow, grass'].map((words) => made.show(request(words))));
  expect(results.map(({ words }) => words.map(({ word }) => word).join())).toEqual(['cow,grass']);
});

it('encodes again after a crash, once', async () => {
  const { made, asked, results, crash } = pipeline();
  await made.show(request('cow, grass'));
  crash();
  await made.show(request('cow, tree'));
  expect(asked.filter((what) => what.startsWith('encode'))).toHaveLength(2);
  expect(results).toHaveLength(2);
});

it('asks for no engine where there is no photo, and tries again when asked', async () => {
  const { made, asked, errors, results } = pipeline();
  let isThere = false;
  const late: ViewPhoto = {
    ...photo,
    ready: async () => {
      if (!isThere) throw new LangSegError('IMAGE_UNREADABLE', 'There is no picture.');
    },
  };
  await made.show(request('cow', { photo: late }));
  expect([asked, errors.length]).toEqual([[], 1]);
  isThere = true;
  await made.show(request('cow', { photo: late }));
  expect(results).toHaveLength(1);
});
