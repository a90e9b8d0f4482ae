import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderSet, temporaryFolder, write } from '@langseg/dataset-testing';
import { openDataset } from '@langseg/datasets/node';
import { evaluationRecordSchema, type EvaluationRecord } from '@langseg/evaluation';
import { createSegmenter } from 'langseg';
import { beforeAll, describe, expect, it } from 'vitest';
import { runWith } from '../../__fixtures__/fake-io.js';
import { timeLeft } from '../../terminal/time-left.js';

const classes = ['sky', 'grass', 'water'];
let path: string;
let out: string;
beforeAll(async () => {
  path = await temporaryFolder();
  out = await temporaryFolder();
  await folderSet(path, classes, 4);
  await write(join(path, 'val.txt'), '3\n0\n');
});

const evaluate = (...args: readonly string[]) =>
  runWith(['eval', path, '--size', '32', '--threads', '1', ...args]);
const recordOf = (text: string): EvaluationRecord => evaluationRecordSchema.parse(JSON.parse(text));

describe('langseg eval', () => {
  it('prints one JSON object, with the confusion matrix that counting by hand gives', async () => {
    const { status, stdout, stderr } = await evaluate('--json');
    expect([status, stderr]).toEqual([0, '']);
    const record = recordOf(stdout);
    const counts = new Array<number>(12).fill(0);
    const segmenter = await createSegmenter({ threads: 1 });
    const dataset = await openDataset({ type: 'folder', path });
    for (const id of dataset.ids) {
      const { image, mask } = await dataset.read(id);
      const { labelMap } = await segmenter.segment(image, classes, { longestSide: 32 });
      mask.data.forEach((value, i) => counts[(value === 255 ? 3 : value) * 3 + labelMap[i]]++);
    }
    await segmenter.dispose();
    expect(record.confusion.counts).toEqual(counts);
    expect(record).toMatchObject({ photos: 4, meanIoUOver: 3, shard: null });
    expect(record.classes.map(({ label, pixels }) => [label, pixels])).toEqual(
      classes.map((label, row) => [label, counts[row * 3] + counts[row * 3 + 1] + counts[row * 3 + 2]]),
    );
    const { model, dataset: set, words, versions, longestSide } = record.settings;
    expect(model).toEqual({ name: 'langseg-default', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(set).toMatchObject({ layout: { type: 'folder' }, photos: 4 });
    expect(words.classes).toEqual(classes.map((word) => [word]));
    expect([longestSide, versions.node]).toEqual([32, process.versions.node]);
  });

  it('prints tables that say over how many classes a mean is', async () => {
    await write(join(path, 'one.txt'), '0\n');
    const { status, stdout } = await evaluate('--split', 'one');
    expect(status).toBe(0);
    expect(stdout).toMatch(/1 photo, model langseg-default/);
    expect(stdout).toMatch(/mean IoU +[\d.]+ +over 2 of 3 classes; the others have too little ground truth/);
    expect(stdout).toMatch(/ class +IoU +outline F +pixels +predicted\n/);
  });

  it('takes lists, other words and a convention', async () => {
    const { stdout } = await evaluate(
      '--split',
      'val',
      '--labels',
      'blue, green, green',
      '--convention',
      'official',
      '--json',
    );
    const record = recordOf(stdout);
    expect(record.photos).toBe(2);
    expect(record.perPhoto.map(({ id }) => id)).toEqual(['3', '0']);
    expect(record.classes.map(({ label }) => label)).toEqual(['blue', 'green']);
    expect(record.meanIoU).toBe(record.conventions.official.meanIoU);
    expect((await evaluate('--labels', 'sky')).stderr).toMatch(
      /each of the 3 classes of the data set, in their order; got 1/,
    );
  });

  it('takes groups and trees, from a file too, and rolls the classes up', async () => {
    const file = join(out, 'labels.json');
    await write(file, '{"ground": [{"land": ["grass", "field"]}, "water"], "sky": null}');
    const up = recordOf((await evaluate('--labels-file', file, '--json')).stdout);
    expect(up.classes.map(({ label }) => label)).toEqual(['ground', 'sky']);
    expect(up.settings.words.classes).toEqual([['grass', 'field', 'water'], ['sky']]);
    const options = ['--labels-file', file, '--depth', '2', '--scoring', 'log-sum-exp', '--json'];
    const { classes: found, settings } = recordOf((await evaluate(...options)).stdout);
    expect(found.map(({ label }) => label)).toEqual(['land', 'water', 'sky']);
    expect(settings.scoring).toBe('log-sum-exp');
    expect(found[0].pixels + found[1].pixels).toBe(up.classes[0].pixels);
    expect((await evaluate('--labels', 'a = b | c, d')).stderr).toMatch(/don't name "sky", "grass", "water"/);
    expect((await evaluate('--protocol', 'ade20k-150', '--depth', '2')).status).toBe(2);
  });

  it('writes shards that merge into the same record', async () => {
    const whole = recordOf((await evaluate('--json')).stdout);
    const files = ['1', '2', '3'].map((number) => join(out, `${number}.json`));
    for (const [index, file] of files.entries())
      expect((await evaluate('--shard', `${index + 1}/3`, '--out', file)).status).toBe(0);
    const merged = await runWith(['eval', 'merge', ...files, '--json', '--out', join(out, 'all.json')]);
    expect(recordOf(merged.stdout)).toEqual(whole);
    expect(recordOf(readFileSync(join(out, 'all.json'), 'utf8'))).toEqual(whole);
    expect(existsSync(`${files[0]}.part`)).toBe(false);
    expect((await runWith(['eval', 'merge', files[0], files[2]])).stderr).toMatch(/one is missing: 2/);
    expect((await evaluate('--shard', '4/3')).status).toBe(2);
  });

  it('goes on after it was interrupted, to the same record', async () => {
    const whole = recordOf((await evaluate('--json')).stdout);
    const file = join(out, 'resumed.json');
    // What a run that was killed has left: the settings, the first photo and a part of the second.
    const { perPhoto, settings } = whole;
    const head = {
      format: 'langseg-evaluation-progress',
      formatVersion: 1,
      shard: null,
      settings: [settings],
    };
    const lines = [head, { counts: [perPhoto[0]] }].map((line) => JSON.stringify(line));
    await write(`${file}.part`, `${lines.join('\n')}\n{"counts":[{"id"`);
    expect((await evaluate('--out', file)).status).toBe(0);
    expect(recordOf(readFileSync(file, 'utf8'))).toEqual(whole);

    await write(`${file}.part`, `${lines[0]}\n`);
    const other = await runWith(['eval', path, '--size', '64', '--out', file]);
    expect(other.status).toBe(1);
    expect(other.stderr).toMatch(/other settings:\n {2}longestSide: 32 and 64/);
  });

  it('shares the photos among worker threads, for the same record and the same warnings', async () => {
    const broken = join(out, 'broken');
    await folderSet(broken, classes, 5);
    await write(join(broken, 'images/2.png'), 'no image');
    const args = ['eval', broken, '--size', '32', '--labels', 'sky, grass, blorfxq', '--json'];
    const skipping = [...args, '--set', 'onError=skip'];
    const alone = await runWith([...skipping, '--threads', '1']);
    const shared = await runWith([...skipping, '--workers', '2']);
    expect(recordOf(shared.stdout)).toEqual(recordOf(alone.stdout));
    expect(recordOf(shared.stdout).skipped).toHaveLength(1);
    expect(shared.stderr).toBe(alone.stderr);
    expect(shared.stderr).toContain('blorfxq');
    const failed = await runWith([...args, '--workers', '2']);
    expect([failed.status, failed.stdout]).toEqual([1, expect.stringMatching(/"code":"IMAGE_UNREADABLE"/)]);
  });

  it('stops at Ctrl-C', async () => {
    const { status } = await runWith(['eval', path], { signal: AbortSignal.abort() });
    expect(status).toBe(130);
    const later = await runWith(['eval', path, '--workers', '2'], { signal: AbortSignal.timeout(1500) });
    expect(later.status).toBe(130);
  });

  it('refuses what does not go together, and folders that are no data set', async () => {
    expect((await evaluate('--protocol', 'ade20k-150', '--labels', 'a')).stderr).toMatch(/has its own words/);
    expect((await evaluate('--protocol', 'no-such')).stderr).toMatch(/Unknown protocol "no-such"; known: /);
    expect((await evaluate('--fold', '1')).status).toBe(2);
    expect((await evaluate('--set', 'onError')).stderr).toMatch(/such as onError=skip/);
    expect((await runWith(['eval', join(path, 'nowhere')])).stderr).toMatch(/classes\.json/);
    expect((await evaluate('--report', join(path, 'no', 'folder.html'))).stderr).toMatch(
      /there is no folder/,
    );
  });
});

it('says how long it will take', () => {
  let time = 0;
  const left = timeLeft(() => time);
  expect(left(10, 100)).toBe('');
  time = 20_000;
  expect(left(20, 100)).toBe('3 min left');
  time = 170_000;
  expect(left(95, 100)).toBe('10 s left');
});

describe('langseg eval --report and --against', () => {
  it('write a page with the best and worst photos, and print gains', async () => {
    const [before, page] = [join(out, 'before.json'), join(out, 'report.html')];
    await evaluate('--out', before);
    const { status, stdout, stderr } = await runWith([
      'eval',
      path,
      '--size',
      '64',
      '--threads',
      '1',
      '--against',
      before,
      '--report',
      page,
    ]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /Against the earlier evaluation {2}over 4 photos of both\n {2}longestSide: 32 and 64/,
    );
    expect(stdout).toMatch(/mean IoU +[\d.]+ +[\d.]+ +[+-]?[\d.]+ +[+-]?[\d.]+ to [+-]?[\d.]+/);
    const html = readFileSync(page, 'utf8');
    expect(html.match(/<img src="data:image\/jpeg;base64,/g)).toHaveLength(4);
    expect(html).toContain('Against the earlier evaluation');
  });

  it('take merged shards as well, without photos', async () => {
    const page = join(out, 'merged.html');
    const parts = ['1/2', '2/2'].map((shard) => [shard, join(out, `part-${shard[0]}.json`)]);
    for (const [shard, file] of parts) await evaluate('--shard', shard, '--out', file);
    const files = parts.map(([, file]) => file);
    const { status, stdout } = await runWith([
      'eval',
      'merge',
      ...files,
      '--against',
      files[0],
      '--report',
      page,
    ]);
    expect(status).toBe(0);
    expect(stdout).toContain('over 2 photos of both');
    expect(readFileSync(page, 'utf8')).not.toContain('<img');
  });

  it('refuse a record of other classes before anything is written', async () => {
    const [before, page] = [join(out, 'other.json'), join(out, 'none.html')];
    await evaluate('--labels', 'sky, grass, dog', '--out', before);
    const { status, stderr } = await evaluate('--against', before, '--report', page);
    expect(status).toBe(1);
    expect(stderr).toContain('class 2 is "water" or "dog"');
    expect(existsSync(page)).toBe(false);
    expect((await evaluate('--against', join(out, 'nowhere.json'))).status).toBe(1);
    expect((await evaluate('--report', join(out, 'no/such/folder/report.html'))).status).toBe(1);
  });
});
