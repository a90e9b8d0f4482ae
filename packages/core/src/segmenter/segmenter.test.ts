import { describe, expect, it } from 'vitest';
import { colorParts, couplingRegularizer } from '../__fixtures__/fake-parts.js';
import type { Head } from '../interfaces/head.js';
import type { RgbImage } from '../interfaces/image-io.js';
import type { TextEncoder } from '../interfaces/text-encoder.js';
import { Segmenter } from './segmenter.js';

/** Left column red, middle green, right blue. */
const stripes: RgbImage = {
  width: 3,
  height: 2,
  data: Uint8Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255]),
};

describe('Segmenter', () => {
  it('labels every pixel with the best word, in the order of the words', async () => {
    const { parts } = colorParts();
    const result = await new Segmenter(parts).segment(stripes, ['blue', 'red', 'green']);
    expect([...result.labelMap]).toEqual([1, 2, 0, 1, 2, 0]);
    expect(result.labelAt(2, 1)).toBe('blue');
    expect(result.areas().map(({ share }) => share)).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  it('passes on what is odd about photo and labels', async () => {
    const { parts } = colorParts();
    const asked: unknown[] = [];
    const segmenter = new Segmenter({
      ...parts,
      images: {
        async read(_, { onWarning, bands, range } = {}) {
          asked.push({ bands, range });
          onWarning?.({ message: 'a.tif has 4 bands.' });
          return stripes;
        },
      },
    });
    const result = await segmenter.segment('a.tif', ['red', 'red', 'green'], {
      bands: [3, 2, 1],
      range: [0, 9],
    });
    expect(asked).toEqual([{ bands: [3, 2, 1], range: [0, 9] }]);
    expect(result.warnings).toEqual(['a.tif has 4 bands.', expect.stringContaining('red')]);
    expect((await result.relabel(['green', 'blue'])).warnings).toEqual(['a.tif has 4 bands.']);
  });

  it('encodes a photo once, however often its labels change', async () => {
    const { parts, calls } = colorParts();
    const image = await new Segmenter(parts).encode(stripes);
    const first = await image.segment(['red', 'green']);
    const second = await first.relabel(['blue', 'red']);
    expect(calls.images).toBe(1);
    expect(calls.labels).toEqual([
      ['red', 'green'],
      ['blue', 'red'],
    ]);
    expect(second.labelAt(2, 0)).toBe('blue');
  });

  it('compares labels with a photo once, whatever is asked of the result', async () => {
    const { parts } = colorParts();
    const asked: number[] = [];
    const head: Head = {
      ...parts.head,
      forward: (pixels, text) => {
        asked.push(text.shape[0]);
        return parts.head.forward(pixels, text);
      },
    };
    const image = await new Segmenter({ ...parts, head }).encode(stripes);
    const result = await image.segment(['red', 'green', 'blue'], { minScore: 0.1 });
    const plain = await result.scores('green');
    const [red] = await Promise.all([result.heatmap('red'), result.explain(0, 0), result.logits()]);
    expect(asked).toEqual([3]);

    const other = await image.segment(['blue', 'red']);
    expect(await result.scores('green')).toEqual(plain);
    expect(await result.heatmap('red')).toEqual(red);
    expect((await other.heatmap('blue'))[2]).toBeGreaterThan(0.9);
    image.dispose();
    await expect(result.scoreRows()).rejects.toThrow(expect.objectContaining({ code: 'DISPOSED' }));
    await expect(other.scoreRows()).rejects.toThrow(expect.objectContaining({ code: 'DISPOSED' }));
  });

  it('encodes equal labels once and lets the first of them win', async () => {
    const { parts, calls } = colorParts();
    const warnings: string[] = [];
    const result = await new Segmenter(parts).segment(stripes, ['green', 'red', 'green', 'blue'], {
      onWarning: ({ label }) => warnings.push(label),
    });
    expect(calls.labels).toEqual([['green', 'red', 'blue']]);
    expect([...result.labelMap.subarray(0, 3)]).toEqual([1, 0, 3]);
    expect(warnings).toEqual(['green']);
  });

  it('warns where one label takes all, several are in one, or two mean the same', async () => {
    const { parts } = colorParts();
    const warnings: string[] = [];
    const onWarning = ({ message }: { message: string }): number => warnings.push(message);
    const photo = await new Segmenter(parts).encode(stripes);
    const warningsOf = async (...labels: string[]): Promise<string[]> => {
      warnings.length = 0;
      await photo.segment(labels, { onWarning });
      return [...warnings];
    };
    expect(await warningsOf('red')).toEqual([expect.stringMatching(/^"red" takes every pixel.*"other"/)]);
    expect(await warningsOf('red', 'red')).toHaveLength(2);
    expect(await warningsOf('red; green')).toEqual([expect.stringMatching(/separate them with commas/)]);
    expect(await warningsOf('red', 'Red', 'green')).toEqual([
      expect.stringMatching(/"red", "Red" mean the same/),
    ]);
    expect(await warningsOf('red', 'green')).toEqual([]);
  });

  it('warns once of a blank label, whatever the text encoder says of it', async () => {
    const { parts } = colorParts();
    const textEncoder: TextEncoder = {
      ...parts.textEncoder,
      encode(labels, { onWarning } = {}) {
        for (const label of labels) onWarning?.({ label, message: `Nothing is left of "${label}".` });
        return parts.textEncoder.encode(labels);
      },
    };
    const warnings: string[] = [];
    await new Segmenter({ ...parts, textEncoder }).segment(stripes, ['red', ' ', 'green'], {
      onWarning: ({ message }) => warnings.push(message),
    });
    expect(warnings).toEqual([
      expect.stringMatching(/^The label " " is blank/),
      'Nothing is left of "red".',
      'Nothing is left of "green".',
    ]);
  });

  it('never gives a pixel to a label that the text encoder could not read', async () => {
    const { parts } = colorParts();
    const head: Head = {
      ...parts.head,
      forward: async (pixels, text) => {
        const logits = await parts.head.forward(pixels, text);
        return { ...logits, data: logits.data.map((value) => value - 20) };
      },
    };
    const result = await new Segmenter({ ...parts, head }).segment(stripes, ['gibberish', 'red']);
    expect(new Set(result.labelMap)).toEqual(new Set([1]));
    expect(Math.max(...(await result.heatmap('gibberish')))).toBe(0);
  });

  it.each([NaN, Infinity, -Infinity])('says that a network gave %s instead of a picture', async (value) => {
    const { parts } = colorParts();
    const spoilt = <T extends { data: Float32Array }>(result: T): T => ({
      ...result,
      data: result.data.map((number, i) => (i === 1 ? value : number)),
    });
    const changes = {
      head: {
        head: {
          ...parts.head,
          forward: async (...args: Parameters<Head['forward']>) => spoilt(await parts.head.forward(...args)),
        },
      },
      'text encoder': {
        textEncoder: {
          ...parts.textEncoder,
          encode: async (labels: readonly string[]) => spoilt(await parts.textEncoder.encode(labels)),
        },
      },
      'image encoder': {
        imageEncoder: {
          ...parts.imageEncoder,
          encode: async (pixels: Parameters<typeof parts.imageEncoder.encode>[0]) => {
            const embeddings = await parts.imageEncoder.encode(pixels);
            return { ...embeddings, values: spoilt(embeddings.values), norms: spoilt(embeddings.norms) };
          },
        },
      },
    };
    for (const [origin, change] of Object.entries(changes))
      await expect(new Segmenter({ ...parts, ...change }).segment(stripes, ['red', 'green'])).rejects.toThrow(
        expect.objectContaining({ code: 'RUNTIME_FAILED', context: { origin } }),
      );
  });

  it('gives probabilities that sum to one over the labels', async () => {
    const { parts } = colorParts();
    const result = await new Segmenter(parts).segment(stripes, ['red', 'green', 'blue']);
    const maps = await Promise.all(result.labels.map((label) => result.heatmap(label)));
    for (let pixel = 0; pixel < 6; pixel++)
      expect(maps.reduce((sum, map) => sum + map[pixel], 0)).toBeCloseTo(1, 5);
    expect(maps[0][0]).toBeGreaterThan(0.9);
  });

  it('asks a regulariser that couples labels about all of them, also for the scores of one', async () => {
    const { regularizer, seen } = couplingRegularizer();
    const result = await new Segmenter(colorParts(regularizer).parts).segment(stripes, [
      'red',
      'green',
      'blue',
    ]);
    await result.relabel(['red', 'blue']);
    const scores = await result.scores('blue');
    expect([...scores.subarray(0, 3)].map(Math.round)).toEqual([0, 0, 10]);
    expect(seen).toEqual([3, 2, 3]);
  });

  it('takes other sizes than the photo is given in', async () => {
    const { parts } = colorParts();
    const wide: RgbImage = { width: 32, height: 4, data: new Uint8Array(32 * 4 * 3).fill(255) };
    const result = await new Segmenter(parts).segment(wide, ['red'], { longestSide: 4 });
    expect(result.labelMap).toHaveLength(128);
  });

  it('says what is missing instead of failing later', async () => {
    const segmenter = new Segmenter(colorParts().parts);
    await expect(segmenter.segment('photo.jpg', ['red'])).rejects.toMatchObject({ code: 'USAGE' });
    await expect(segmenter.segment(stripes, [])).rejects.toMatchObject({ code: 'LABELS_INVALID' });
    const result = await segmenter.segment(stripes, ['red']);
    await expect(result.save('out.png')).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(
      new Segmenter(colorParts().parts).segment(stripes, ['red'], { signal }),
    ).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });

  it('waits with its end for what is under way, and refuses what comes later', async () => {
    const { parts, calls } = colorParts();
    let finish = (): void => undefined;
    const running = new Promise<void>((resolve) => (finish = resolve));
    const imageEncoder = {
      ...parts.imageEncoder,
      encode: async (...args: Parameters<typeof parts.imageEncoder.encode>) => {
        await running;
        return parts.imageEncoder.encode(...args);
      },
    };
    const segmenter = new Segmenter({ ...parts, imageEncoder });
    const begun = segmenter.segment(stripes, ['red']);
    const log: string[] = [];
    const outcome = begun.catch(({ code }: { code: string }) => log.push(code));
    const first = segmenter.dispose().then(() => log.push('disposed'));
    const second = segmenter.dispose().then(() => log.push('disposed'));
    await expect(segmenter.encode(stripes)).rejects.toMatchObject({ code: 'DISPOSED' });
    expect(log).toEqual([]);
    finish();
    await Promise.all([outcome, first, second]);
    // The photo was encoded; its words came too late.
    expect(log).toEqual(['DISPOSED', 'disposed', 'disposed']);
    expect(calls.disposed).toEqual(['text', 'image', 'head']);
  });

  it('drains: what has been begun comes to its end, and more is taken', async () => {
    const { parts } = colorParts();
    await using segmenter = new Segmenter(parts);
    const done: string[] = [];
    void segmenter.segment(stripes, ['red']).then(() => done.push('photo'));
    void segmenter.segment(stripes, []).catch(({ code }: { code: string }) => done.push(code));
    await segmenter.drain();
    expect(done.sort()).toEqual(['LABELS_INVALID', 'photo']);
    expect((await segmenter.segment(stripes, ['red'])).width).toBe(3);
  });

  it('disposes its parts once and refuses further photos', async () => {
    const { parts, calls } = colorParts();
    const segmenter = new Segmenter(parts);
    const result = await segmenter.segment(stripes, ['red', 'blue']);
    await segmenter.dispose();
    await segmenter.dispose();
    expect(calls.disposed).toEqual(['text', 'image', 'head']);
    expect(result.labelAt(0, 0)).toBe('red');
    await expect(segmenter.encode(stripes)).rejects.toMatchObject({ code: 'DISPOSED' });
    result.image.dispose();
    await expect(result.relabel(['blue'])).rejects.toMatchObject({ code: 'DISPOSED' });
  });
});
