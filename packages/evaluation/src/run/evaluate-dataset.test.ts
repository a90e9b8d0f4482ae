import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderSet, mask, photo, temporaryFolder, write } from '@langseg/dataset-testing';
import { openDataset, type FileDataset } from '@langseg/datasets/node';
import { createSegmenter, type Segmenter } from 'langseg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCountFile } from '../node/count-file.js';
import { evaluationRecordSchema, type EvaluationRecord } from '../record/evaluation-record.js';
import { mergeRecords } from '../record/merge-records.js';
import { evaluateDataset, type EvaluateOptions } from './evaluate-dataset.js';
import { classQuestion } from './question.js';
import { segmentExample } from './segment-example.js';

const classes = ['sky', 'grass', 'water', 'dog'];
let segmenter: Segmenter;
let path: string;
let dataset: FileDataset;
beforeAll(async () => {
  segmenter = await createSegmenter({ threads: 1 });
  path = await temporaryFolder();
  await folderSet(path, classes, 5);
  dataset = await openDataset({ type: 'folder', path });
});
afterAll(() => segmenter.dispose());

const evaluate = async (options: Partial<EvaluateOptions> = {}): Promise<EvaluationRecord> => {
  const [record] = await evaluateDataset({
    segmenter,
    dataset,
    questions: [classQuestion(dataset)],
    longestSide: 32,
    ...options,
  });
  return record;
};

/** A store in a file, closed after use. */
const stored = (file: string): Pick<EvaluateOptions, 'store'> => ({
  store: (settings, shard) => openCountFile(file, settings, shard),
});

describe('evaluateDataset', () => {
  it('counts what counting by hand does', async () => {
    const record = await evaluate();
    const counts = new Array<number>(20).fill(0);
    let [right, labelled, absent] = [0, 0, 0];
    for (const id of dataset.ids) {
      const { image, mask: truth } = await dataset.read(id);
      const { labelMap } = await segmenter.segment(image, classes, { longestSide: 32 });
      const present = new Set(truth.data);
      truth.data.forEach((value, i) => {
        counts[(value === 255 ? 4 : value) * 4 + labelMap[i]]++;
        if (value === 255) return;
        labelled++;
        if (value === labelMap[i]) right++;
        if (!present.has(labelMap[i])) absent++;
      });
    }
    expect(record.confusion).toEqual({ classes: 4, counts });
    expect(record).toMatchObject({
      photos: 5,
      pixelAccuracy: right / labelled,
      falseArea: absent / labelled,
    });
    expect(record.meanIoUOver).toBe(3);
    const iou = (number: number) => {
      const sum = (cells: readonly number[]) => cells.reduce((total, cell) => total + counts[cell], 0);
      const row = sum([0, 1, 2, 3].map((other) => number * 4 + other));
      const column = sum([0, 1, 2, 3].map((other) => other * 4 + number));
      return counts[number * 5] / (row + column - counts[number * 5]);
    };
    expect(record.meanIoU).toBeCloseTo((iou(0) + iou(1) + iou(2)) / 3, 14);
    expect(record.classes[3]).toMatchObject({ label: 'dog', pixels: 0, counted: false });
    expect(record.conventions.official.classes).toBe(4);
    expect(evaluationRecordSchema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);
  });

  it('reads confidence as the heatmaps have it that are not refined', async () => {
    const record = await evaluate({ settings: { calibrationRows: 1 }, refine: false });
    let [pixels, confidence] = [0, 0];
    for (const id of dataset.ids) {
      const { image, mask: truth } = await dataset.read(id);
      const result = await segmenter.segment(image, classes, { longestSide: 32, refine: false });
      const best = new Float32Array(truth.data.length);
      for await (const { values } of result.heatmaps())
        values.forEach((value, i) => (best[i] = Math.max(best[i], value)));
      truth.data.forEach((value, i) => {
        if (value === 255) return;
        pixels++;
        confidence += best[i];
      });
    }
    const bins = record.calibration!.filter((bin) => bin.pixels > 0);
    expect(bins.reduce((sum, bin) => sum + bin.pixels, 0)).toBe(pixels);
    expect(bins.reduce((sum, bin) => sum + bin.pixels * bin.confidence!, 0) / pixels).toBeCloseTo(
      confidence / pixels,
      4,
    );
  });

  it('asks for other words in the order of the classes; equal words are one class', async () => {
    const labels = ['sky', 'meadow', 'meadow', 'dog'];
    const record = await evaluate({ questions: [classQuestion(dataset, labels)] });
    expect(record.classes.map(({ label }) => label)).toEqual(['sky', 'meadow', 'dog']);
    const plain = await evaluate();
    expect(record.classes[1].pixels).toBe(plain.classes[1].pixels + plain.classes[2].pixels);
    expect(() => classQuestion(dataset, ['sky'])).toThrow(
      'each of the 4 classes of the data set, in their order; got 1',
    );
  });

  it('takes improbable pixels for background', async () => {
    const question = classQuestion(dataset);
    const record = await evaluate({ questions: [{ ...question, threshold: 1, background: 3 }] });
    const { classes: n, counts } = record.confusion;
    expect(counts.filter((count, cell) => count > 0 && cell % n !== 3)).toEqual([]);
    expect(record.fbIoU).toBe(0);
  });

  it('encodes a photo once for several questions', async () => {
    let encoded = 0;
    const counting = {
      encode: (...given: Parameters<Segmenter['encode']>) => {
        encoded++;
        return segmenter.encode(...given);
      },
    };
    const records = await evaluateDataset({
      segmenter: counting,
      dataset,
      questions: [classQuestion(dataset), classQuestion(dataset, ['blue', 'green', 'water', 'dog'])],
      longestSide: 32,
    });
    expect([records.length, encoded]).toEqual([2, 5]);
    expect(records[0].confusion).toEqual((await evaluate()).confusion);
  });

  it.each([undefined, 'whole' as const])(
    'disposes of every encoded photo when counting fails, with the view %s',
    async (view) => {
      let [encoded, disposed] = [0, 0];
      const encode: Segmenter['encode'] = async (...given) => {
        const image = await segmenter.encode(...given);
        encoded++;
        const dispose = image.dispose.bind(image);
        image.dispose = () => {
          disposed++;
          dispose();
        };
        return image;
      };
      const store: EvaluateOptions['store'] = () =>
        Promise.resolve({
          earlier: [],
          add: () => Promise.reject(new Error('disk full')),
          close: () => Promise.resolve(),
        });
      await expect(evaluate({ segmenter: { encode }, store, view })).rejects.toThrow('disk full');
      expect([encoded, disposed]).toEqual(view === undefined ? [2, 2] : [1, 1]);
    },
  );

  it('compares at the size that it is told', async () => {
    const record = await evaluate({ settings: { maskSize: [9, 12] } });
    expect(record.confusion.counts.reduce((a, b) => a + b)).toBe(5 * 9 * 12);
  });
});

describe('parts', () => {
  it('in three shards give the same record', async () => {
    const whole = await evaluate();
    const shards = await Promise.all(
      [1, 2, 3].map(async (number) => ({
        name: `${number}.json`,
        record: await evaluate({ shard: { number, of: 3 } }),
      })),
    );
    const read = shards.map(({ name, record }) => {
      return { name, record: evaluationRecordSchema.parse(JSON.parse(JSON.stringify(record))) };
    });
    expect(JSON.stringify(mergeRecords([read[2], read[0], read[1]]))).toBe(JSON.stringify(whole));
    expect(shards.map(({ record }) => record.photos)).toEqual([2, 2, 1]);
    expect(() => mergeRecords([shards[0], shards[1]])).toThrow('Of 3 shards, one is missing: 3.');
    expect(() => mergeRecords([shards[0], shards[0], shards[2]])).toThrow('overlap: both are shard 1 of 3');
    expect(() => mergeRecords([{ name: 'all.json', record: whole }])).toThrow('all.json is no shard');
    const other = await evaluate({ shard: { number: 3, of: 3 }, longestSide: 64 });
    expect(() => mergeRecords([shards[0], shards[1], { name: 'x.json', record: other }])).toThrow(
      /1\.json and x\.json [^]*longestSide: 32 and 64/,
    );
    await expect(evaluate({ shard: { number: 6, of: 6 } })).rejects.toThrow('shard 6 of 6 has none');
  });

  it('are remembered: half a line at the end is cut off, and the record is the same', async () => {
    const whole = await evaluate();
    const file = join(await temporaryFolder(), 'progress');
    const controller = new AbortController();
    const stopping = evaluate({
      ...stored(file),
      signal: controller.signal,
      onProgress: (done) => done === 2 && controller.abort(),
    });
    await expect(stopping).rejects.toMatchObject({ code: 'ABORTED' });
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(3);
    appendFileSync(file, '{"counts":[{"id":"2","at"');
    const seen: number[] = [];
    const resumed = await evaluate({ ...stored(file), onProgress: (done) => seen.push(done) });
    expect(resumed).toEqual(whole);
    expect(seen).toEqual([2, 3, 4, 5]);
    expect(
      await evaluate({
        ...stored(file),
        segmenter: { encode: () => Promise.reject(new Error('not needed')) },
      }),
    ).toEqual(whole);

    await expect(evaluate({ ...stored(file), longestSide: 64 })).rejects.toThrow(
      /other settings:\n {2}longestSide: 32 and 64/,
    );
    await expect(evaluate({ ...stored(file), shard: { number: 1, of: 2 } })).rejects.toThrow(
      'shard: none and 1/2',
    );
    truncateSync(file, 10);
    expect(await evaluate(stored(file))).toEqual(whole);
    writeFileSync(file, 'something else\n');
    await expect(evaluate(stored(file))).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});

describe('what can’t be scored', () => {
  it('is refused, or left out and named', async () => {
    const folder = await temporaryFolder();
    await folderSet(folder, classes, 3);
    await write(join(folder, 'masks', '1.png'), await mask(() => 9));
    await write(join(folder, 'masks', '2.png'), await mask(() => 0, 10, 10));
    const broken = await openDataset({ type: 'folder', path: folder });
    await expect(evaluate({ dataset: broken })).rejects.toMatchObject({ code: 'LABELS_INVALID' });
    const record = await evaluate({ dataset: broken, onError: 'skip' });
    expect(record).toMatchObject({
      photos: 1,
      skipped: [
        { id: '1', at: 1 },
        { id: '2', at: 2 },
      ],
    });
    expect(record.skipped[1].message).toMatch(/24×18 and 10×10/);
  });

  it('is a set whose pixels are all ignored, or none of whose words the model knows', async () => {
    const folder = await temporaryFolder();
    await write(join(folder, 'classes.json'), '["sky", "zzqxj"]');
    await write(join(folder, 'images', 'a.png'), await photo(1));
    await write(join(folder, 'masks', 'a.png'), await mask(() => 255, 24, 18, 256));
    const empty = await openDataset({ type: 'folder', path: folder });
    await expect(
      evaluate({ dataset: empty, questions: [classQuestion(empty, ['sky', 'dog'])] }),
    ).rejects.toThrow(/every pixel of its 1 masks is ignored/);
    await expect(evaluate({ questions: [classQuestion(empty, ['zzqxj', 'qqzzv'])] })).rejects.toMatchObject({
      code: 'LABELS_INVALID',
    });
    expect(() => classQuestion({ classes: [null], ignoreValue: 255 })).toThrow(
      'No class of the data set has a name',
    );
  });
});

describe('segmentExample', () => {
  it('shows what was counted', async () => {
    const question = classQuestion(dataset);
    const record = await evaluate();
    const {
      photo: shown,
      words,
      target,
      prediction,
    } = await segmentExample('1', {
      segmenter,
      dataset,
      question,
      longestSide: 32,
    });
    expect([shown.width, shown.height, words]).toEqual([24, 18, classes]);
    const cells = new Map<number, number>();
    target.forEach((truth, i) => {
      if (truth >= 0) cells.set(truth * 4 + prediction[i], (cells.get(truth * 4 + prediction[i]) ?? 0) + 1);
    });
    const { confusion } = record.perPhoto[1];
    for (let i = 0; i < confusion.length; i += 2)
      if (confusion[i] < 16) expect(cells.get(confusion[i])).toBe(confusion[i + 1]);
    expect(target).toContain(-1);
  });
});
