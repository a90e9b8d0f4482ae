import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@langseg/dataset-testing';
import { expectLinearTime } from '@langseg/dataset-testing/linear-time';
import { beforeAll, describe, expect, it } from 'vitest';
import { exampleRecord } from '../report/__fixtures__/example-record.js';
import {
  calibrationHead,
  calibrationSettings,
  mergeCalibration,
  mergeRecord,
} from './__fixtures__/foreign-readers.js';
import { openCalibrationFile } from './calibration-file.js';
import { openCountFile } from './count-file.js';

let file: string;
beforeAll(async () => {
  file = join(await temporaryFolder(), 'some.json');
});

const shard = { number: 1, of: 1 };

describe('records of evaluations', () => {
  const record = exampleRecord(['a', 'b'], [[[0, 1, 5]]], { shard });

  it('of one token', async () => {
    await expectLinearTime(mergeRecord);
    await expectLinearTime((text) =>
      mergeRecord(JSON.stringify({ ...record, [text]: text, format: text, skipped: [text] })),
    );
    await expectLinearTime((text) => mergeRecord(`{"perPhoto":[${text}1]}`), ['12345678,', '[']);
  });

  it('of many photos and classes', async () => {
    await expectLinearTime(
      ({ length }) => {
        const labels = Array.from({ length: Math.floor(Math.sqrt(length / 4)) }, (_, i) => `class ${i}`);
        const photos = Array.from({ length: Math.floor(length / 70) }, () => [[0, 1, 5] as const]);
        return mergeRecord(JSON.stringify(exampleRecord(labels, photos, { shard })));
      },
      ['x'],
    );
  });

  it.each<[string, object, RegExp]>([
    ['9e15 shards', { shard: { number: 1, of: 9e15 } }, /missing: 2, 3, .*…/],
    ['a shard beyond the last', { shard: { number: 3, of: 2 } }, /shard 3 of 2/],
    ['1e9 classes', { confusion: { classes: 1e9, counts: [] } }, /Expected \(N \+ 1\) × N counts/],
    ['half a cell', { perPhoto: [{ id: 'a', at: 0, confusion: [1] }] }, /Pairs of a cell/],
  ])('with %s are refused', async (_, changes, message) => {
    await expect(mergeRecord(JSON.stringify({ ...record, ...changes }))).rejects.toThrow(message);
  });

  it('with options that are nested too deep to be compared are refused', async () => {
    const deep = JSON.stringify({ ...record, settings: { ...record.settings, refiner: { a: 'HERE' } } });
    const nested = deep.replace('"HERE"', '['.repeat(50_000) + ']'.repeat(50_000));
    await expect(mergeRecord(nested)).rejects.toThrow('at most 32 levels');
  });
});

describe('progress', () => {
  it('of one token', async () => {
    await expectLinearTime(mergeCalibration);
    await expectLinearTime((text) => mergeCalibration(`${calibrationHead({ seed: text, [text]: 1 })}\n`));
    await expectLinearTime((text) => mergeCalibration(`${calibrationHead()}\n${text}\n`));
    await expectLinearTime(
      (text) =>
        mergeCalibration(`${calibrationHead()}\n{"id":"","at":0,"isHeldOut":false,"lists":[${text}]}\n`),
      [
        '{"isShown":[],"pixels":[]},',
        '{"isShown":[true],"pixels":[0,1]},{"isShown":[false],"pixels":[-1,1]},',
      ],
    );
    await expectLinearTime(async (text) => {
      writeFileSync(file, `${text}\n`);
      await (await openCountFile(file, [], null)).close();
    });
  });

  it('nested too deep to be compared is refused', async () => {
    const deep = calibrationHead({ view: 'HERE' }).replace('"HERE"', '['.repeat(50_000) + ']'.repeat(50_000));
    writeFileSync(file, `${deep}\n`);
    await expect(openCalibrationFile(file, calibrationSettings, shard)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
  });
});
