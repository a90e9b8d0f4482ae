import { setTimeout as wait } from 'node:timers/promises';
import { compressRle, encodeRle, LangSegError } from '@langseg/core';
import { Refusal, type ExtensionContext, type SegmentWishes } from '@langseg/server';
import { describe, expect, it } from 'vitest';
import { decodeBrush } from './__fixtures__/decode-brush.js';
import { labelConfig, predictRequest, setupRequest, task } from './__fixtures__/studio-requests.js';
import { labelStudioBackend, type LabelStudioOptions } from './label-studio-backend.js';

/** A ring with a hole, in a photo of 5 × 4. */
const mask = Uint8Array.from('00000111001010011100', Number);
const photo = (what: string): string => `data:image/png;base64,${Buffer.from(what).toString('base64')}`;

interface Region {
  readonly id: string;
  readonly type: string;
  readonly from_name: string;
  readonly value: {
    readonly rle: number[];
    readonly points: number[][];
    readonly brushlabels?: string[];
    readonly polygonlabels?: string[];
  };
}
interface Answer {
  readonly results: { readonly result: Region[]; readonly score?: number; readonly model_version: string }[];
  readonly model_version: string;
}

/** A backend whose photos are texts: `sleep 50`, `broken`, `full`, or anything else for a ring of the first label. */
function backendWith(options: LabelStudioOptions = {}) {
  const wishes: SegmentWishes[] = [];
  const errors: string[] = [];
  const context: ExtensionContext = {
    model: { id: 'default', name: 'tiny' },
    limits: { maxBodyBytes: 1e6, maxPixels: 1e6, maxLabels: 9, maxLongestSide: 512, maxComparisons: 1e9 },
    onError: (message) => void errors.push(message),
    async segment(image, asked, { signal }) {
      wishes.push(asked);
      const [verb, amount] = Buffer.from(image).toString().split(' ');
      if (verb === 'sleep')
        await wait(Number(amount), undefined, { signal }).catch(() => {
          throw new LangSegError('ABORTED', 'Given up.');
        });
      if (verb === 'broken') throw new LangSegError('IMAGE_UNREADABLE', 'The image is none.');
      if (verb === 'full') throw new Refusal('QUEUE_FULL', 'Many photos wait.');
      const [label] = asked.labels as { name: string }[];
      const segmentation = compressRle(encodeRle(mask, 1, 5, 4));
      const area = { label: label.name, pixels: 8, box: [0, 1, 3, 3], score: 0.75, segmentation };
      return {
        contentType: 'application/json',
        bytes: Buffer.from(JSON.stringify({ width: 5, height: 4, areas: [area], warnings: [] })),
      };
    },
  };
  const routes = labelStudioBackend(options).routes(context);
  async function call(path: string, body?: unknown): Promise<Answer> {
    const route = routes.find((each) => each.path === path)!;
    return (await route.answer({ body, signal: new AbortController().signal })) as Answer;
  }
  return { call, wishes, errors };
}

describe("Label Studio's backend", () => {
  it('says that it is there, and which model it has', async () => {
    const { call } = backendWith();
    expect(await call('/health')).toMatchObject({ status: 'UP' });
    expect(await call('/setup', setupRequest())).toEqual({
      model_version: expect.stringMatching(/^LangSeg .*, tiny$/),
    });
  });

  it('draws brushes that Label Studio reads pixel by pixel', async () => {
    const { call, wishes } = backendWith({ scores: true, minArea: 3 });
    const { results, model_version } = await call('/predict', predictRequest([task(1, photo('cow'))]));
    expect(results).toEqual([
      {
        result: [
          {
            id: 'langseg-1',
            type: 'brushlabels',
            from_name: 'brush',
            to_name: 'image',
            original_width: 5,
            original_height: 4,
            image_rotation: 0,
            score: 0.75,
            value: { format: 'rle', brushlabels: ['Animal'], rle: expect.any(Array) },
          },
        ],
        score: 0.75,
        model_version,
      },
    ]);
    expect(decodeBrush(results[0].result[0].value.rle, 20)).toEqual(mask);
    expect(wishes[0]).toMatchObject({
      labels: [{ name: 'Animal', words: ['cow', 'calf'] }, { name: 'grass', words: ['grass'] }, 'other'],
      output: 'areas',
      options: { instances: 'components', minArea: 3, scores: true },
    });
  });

  it('draws polygons in percent where the project has labels for them', async () => {
    const { call } = backendWith({ tolerance: 0 });
    const polygons = labelConfig.replaceAll('BrushLabels', 'PolygonLabels').replace('"brush"', '"shapes"');
    const { results } = await call(
      '/predict',
      predictRequest([task(1, photo('cow'))], { label_config: polygons }),
    );
    expect(results[0].result).toMatchObject([
      { type: 'polygonlabels', from_name: 'shapes', value: { closed: true, polygonlabels: ['Animal'] } },
    ]);
    const { points } = results[0].result[0].value;
    expect(points).toContainEqual([60, 25]);
    expect(Math.max(...points.flat())).toBeLessThanOrEqual(100);
  });

  it('draws each label with the tag that has it, and one kind where there are two', async () => {
    const both = labelConfig.replace(
      '</View>',
      '<PolygonLabels name="p" toName="image"><Label value="Animal"/><Label value="barn"/></PolygonLabels></View>',
    );
    const fromOf = async (options: LabelStudioOptions) => {
      const { results } = await backendWith(options).call(
        '/predict',
        predictRequest([task(1, photo('cow'))], { label_config: both }),
      );
      return results[0].result.map(({ from_name }) => from_name);
    };
    expect([await fromOf({}), await fromOf({ shape: 'polygons' })]).toEqual([['brush'], ['p']]);
  });

  it("takes a task's prompt for this task alone, and the labels of another project for none", async () => {
    const { call, wishes } = backendWith();
    const context = { result: [{ type: 'textarea', value: { text: ['Animal = horse'] } }] };
    await call('/predict', predictRequest([task(1, photo('a'))], {}, context));
    await call('/predict', predictRequest([task(2, photo('b'))]));
    await call('/setup', setupRequest(labelConfig.replace('grass', 'sea')));
    await call('/predict', predictRequest([task(3, photo('c'))]));
    await call('/predict', predictRequest([task(4, photo('d')), task(5, photo('e'))], {}, context));
    const words = wishes.map(({ labels }) =>
      labels.map((label) => (typeof label === 'string' ? label : label.words)),
    );
    expect(words[0]).toEqual([['horse'], ['grass'], 'other']);
    expect(new Set(words.slice(1).map((each) => JSON.stringify(each)))).toEqual(
      new Set([JSON.stringify([['cow', 'calf'], ['grass'], 'other'])]),
    );
    await expect(
      call('/predict', predictRequest([task(1, photo('a'))], { label_config: undefined })),
    ).rejects.toThrow('label_config');
  });

  it('leaves what fits no label to "other" as it was told, or as the project says', async () => {
    const { call, wishes } = backendWith({ other: 'auto', minScore: 0.5 });
    await call('/predict', predictRequest([task(1, photo('a'))]));
    expect(wishes[0]).toMatchObject({
      other: 'auto',
      minScore: 0.5,
      labels: [{ name: 'Animal' }, { name: 'grass' }],
    });
    const own = backendWith();
    await own.call(
      '/predict',
      predictRequest([task(1, photo('a'))], { label_config: labelConfig.replace('grass', 'other') }),
    );
    expect(own.wishes[0].labels).toHaveLength(2);
  });
});

describe('a batch of tasks', () => {
  it('keeps its order, and loses nothing to a photo that can not be read', async () => {
    const { call, errors } = backendWith();
    const tasks = [
      task(1, photo('sleep 40')),
      task(2, photo('broken')),
      task(3, 'http://169.254.169.254/'),
      task(4, photo('cow')),
    ];
    const { results } = await call('/predict', predictRequest(tasks));
    expect(results.map(({ result }) => result.length)).toEqual([1, 0, 0, 1]);
    expect(errors).toEqual([
      expect.stringContaining('The image is none'),
      expect.stringContaining('not fetched'),
    ]);
  });

  it('ends where time is up or the server is full, so that Label Studio asks again', async () => {
    const slow = backendWith({ timeout: 300 });
    const tasks = [task(1, photo('cow')), task(2, photo('sleep 60000')), task(3, photo('cow'))];
    expect((await slow.call('/predict', predictRequest(tasks))).results).toHaveLength(1);
    await expect(slow.call('/predict', predictRequest(tasks.slice(1)))).rejects.toMatchObject({
      code: 'TIMED_OUT',
    });
    const full = backendWith();
    expect(
      (await full.call('/predict', predictRequest([tasks[0], task(2, photo('full'))]))).results,
    ).toHaveLength(1);
    await expect(full.call('/predict', predictRequest([task(2, photo('full'))]))).rejects.toMatchObject({
      code: 'QUEUE_FULL',
    });
  });

  it.each<[string, unknown, string]>([
    ['one whose photo is none', predictRequest([task(1, photo('broken'))]), 'The image is none'],
    ['one without its photo', predictRequest([task(1, undefined)]), 'has no "image"'],
    ['one with a number for a photo', predictRequest([task(1, 7)]), 'has no "image"'],
    ['one from a foreign address', predictRequest([task(1, 'http://10.0.0.1/a.jpg')]), 'not fetched'],
    [
      'one from outside',
      predictRequest([task(1, '/data/local-files/?d=../../etc/passwd')]),
      'lies in Label Studio',
    ],
    ['none', undefined, 'a request of Label Studio'],
    ['a list', [], 'a request of Label Studio'],
    ['tasks that are none', predictRequest([{ id: 1 }]), 'data'],
  ])('is refused when it is %s', async (_, body, message) => {
    await expect(backendWith().call('/predict', body)).rejects.toThrow(message);
  });

  it('may be empty', async () => {
    expect((await backendWith().call('/predict', predictRequest([]))).results).toEqual([]);
  });
});
