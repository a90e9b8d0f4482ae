import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '@langseg/dataset-testing/scratch';
import { mergeCalibrationParts, type CalibrationSettings } from '../../calibrate/calibration-part.js';
import { finishCalibration } from '../../calibrate/finish-calibration.js';
import { mergeRecords } from '../../record/merge-records.js';
import { exampleRecord } from '../../report/__fixtures__/example-record.js';
import { readCalibrationFile } from '../calibration-file.js';
import { openCountFile } from '../count-file.js';
import { readRecord } from '../read-record.js';

const file = join(scratchFolder(), 'some.json');
const shard = { number: 1, of: 1 };
const record = exampleRecord(['a', 'b'], [[[0, 1, 5]], [[1, 1, 3]]], { shard });

/** What was measured of photos is counted as that of a model named `m`. */
export const calibrationSettings: CalibrationSettings = {
  model: { name: 'm' },
  dataset: { name: 'd', photos: 2, sha256: '0'.repeat(64) },
  words: { classes: [['cat']], sha256: '0'.repeat(64) },
  view: 'whole',
  seed: 0,
  versions: {},
};

/** First line of a file of progress. */
export const calibrationHead = (changes: object = {}) =>
  JSON.stringify({
    format: 'langseg-calibration-progress',
    formatVersion: 1,
    shard,
    settings: { ...calibrationSettings, ...changes },
  });

/** Reads a record and counts its numbers again. */
export async function mergeRecord(content: string | Uint8Array): Promise<void> {
  writeFileSync(file, content);
  mergeRecords([{ name: file, record: await readRecord(file) }]);
}

/** Reads progress and fits the numbers to it. */
export async function mergeCalibration(content: string | Uint8Array): Promise<void> {
  writeFileSync(file, content);
  const { photos } = mergeCalibrationParts([{ name: file, part: await readCalibrationFile(file) }]);
  finishCalibration(photos);
}

/** Opens progress of an evaluation. */
export async function openCounts(content: string | Uint8Array): Promise<void> {
  writeFileSync(file, content);
  await (await openCountFile(file, [record.settings], shard)).close();
}

const lines = (...texts: readonly string[]) => new TextEncoder().encode(`${texts.join('\n')}\n`);
const photo = { id: 'a', at: 0, isHeldOut: false, lists: [{ isShown: [true], pixels: [0, 4, -1, 2] }] };
const heldOut = { id: 'b', at: 1, isHeldOut: true, lists: [{ isShown: [true], pixels: [0, 0, 5] }] };

/** Readers of records and of progress. */
export const foreignReaders = [
  { name: 'records', samples: [lines(JSON.stringify(record))], read: mergeRecord },
  {
    name: 'progress of calibrations',
    samples: [lines(calibrationHead(), JSON.stringify(photo), JSON.stringify(heldOut))],
    read: mergeCalibration,
  },
  {
    name: 'progress of evaluations',
    samples: [
      lines(
        JSON.stringify({
          format: 'langseg-evaluation-progress',
          formatVersion: 1,
          shard,
          settings: [record.settings],
        }),
        JSON.stringify({ counts: [record.perPhoto[0]] }),
        JSON.stringify({ skipped: { id: 'b', at: 1, message: 'damaged' } }),
      ),
    ],
    read: openCounts,
  },
];
