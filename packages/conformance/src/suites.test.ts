import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { LangSegError, resultFormats } from '@langseg/core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  plainAssetStore,
  plainBundle,
  plainImageReader,
  plainModelStore,
} from './__fixtures__/plain-files.js';
import {
  plainHead,
  plainImageEncoder,
  plainRefiner,
  plainRegularizer,
  plainTextEncoder,
} from './__fixtures__/plain-plugins.js';
import {
  testAssetStore,
  testDamagedFiles,
  testFormat,
  testHead,
  testImageEncoder,
  testImageReader,
  testModelStore,
  testRefiner,
  testRegularizer,
  testTextEncoder,
} from './index.js';

describe('plain TypeScript plugins pass', () => {
  testHead({ create: plainHead });
  testImageEncoder({
    create: plainImageEncoder,
    sizes: [
      [8, 12],
      [16, 8],
    ],
  });
  for (const couplesLabels of [true, false])
    describe(`couplesLabels ${couplesLabels}`, () =>
      testRegularizer({ create: () => plainRegularizer(couplesLabels) }));
  testRefiner({ create: plainRefiner });
  testTextEncoder({ create: plainTextEncoder, unknownLabel: '犬', partlyKnownLabel: 'hot-dog' });
  for (const format of resultFormats) testFormat({ format });
  testImageReader({ create: plainImageReader, sourceOf: (file) => file });
  testAssetStore({ create: () => plainAssetStore(), files: plainBundle, model: 'onnx/model.onnx' });
  testModelStore({
    create: plainModelStore,
    files: plainBundle,
    ref: () => 'model',
    missing: () => 'missing',
    spoilt: () => 'spoilt',
  });
  testDamagedFiles({
    name: 'a list',
    samples: [new TextEncoder().encode('[1, 2, 3]')],
    read: (bytes) => {
      try {
        return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
      } catch (cause) {
        throw new LangSegError('FILE_CORRUPT', 'Not JSON.', {}, { cause });
      }
    },
    count: 50,
  });
});

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
}

/** Runs the suites on broken plugins in a Vitest of their own and returns the tests that failed, by defect. */
async function failuresByDefect(): Promise<Map<string, string[]>> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const vitest = fileURLToPath(new URL('./vitest.mjs', import.meta.resolve('vitest/package.json')));
  const config = fileURLToPath(new URL('./__fixtures__/vitest.defects.ts', import.meta.url));
  const output = await new Promise<string>((resolve) => {
    const args = [vitest, 'run', '--root', root, '--config', config, '--reporter', 'json'];
    execFile(process.execPath, args, { cwd: root, maxBuffer: 2 ** 26 }, (_, stdout) => resolve(stdout));
  });
  const report = JSON.parse(output.slice(output.indexOf('{'))) as Report;
  const failures = new Map<string, string[]>();
  for (const { ancestorTitles, title, status } of report.testResults.flatMap(
    (file) => file.assertionResults,
  )) {
    const [defect] = ancestorTitles;
    failures.set(defect, [...(failures.get(defect) ?? []), ...(status === 'failed' ? [title] : [])]);
  }
  return failures;
}

describe('broken plugins fail', () => {
  let failures: Map<string, string[]>;
  beforeAll(async () => {
    failures = await failuresByDefect();
  }, 60_000);

  it.each([
    ['ignores the norms', 'returns scaled cosines after upsampling by 2, alignCorners true'],
    ['ignores the signal', 'rejects with ABORTED when the signal has fired before'],
    ['works after dispose', 'rejects with DISPOSED after dispose'],
    ['uses the other corner convention', 'returns scaled cosines after upsampling by 2, alignCorners false'],
    ['interpolates norms', 'returns the norms of the bilinearly upsampled embeddings'],
    ['sees only the first image of a batch', 'encodes a batch as its images one by one'],
    ['changes its input', 'is deterministic and leaves its input alone'],
    ['denies coupling labels', 'tells the truth about couplesLabels'],
    ['prefers the first label', 'permutes its result as the labels are permuted'],
    ['refines nothing', 'returns probabilities that add up to 1: 40 × 30, 6 labels'],
    ['remembers the first labels', 'refines several lists of labels with one guide'],
    ['goes down the rows', 'gives rows in any order'],
    ['favours the first label', 'permutes its result as the labels are permuted'],
    ['paints the first label', 'paints the label with the highest probability'],
    ['takes any size', 'rejects scores of another size with SHAPE_MISMATCH'],
    ['forgets to normalise', 'returns one unit vector for each label'],
    ['sorts its labels', 'keeps the order of the labels'],
    ['never warns', 'encodes a label it knows in part, with one warning'],
    ['writes nothing', 'writes what the media type of each ending promises'],
    ['writes something else', 'writes what the media type of each ending promises'],
    ['counts its calls', 'is deterministic'],
    ['changes the result', 'leaves result and photo alone'],
    ['ignores which labels', 'writes the labels that are asked for'],
    ['names no parts', 'writes 300 labels, under names that are different and safe'],
    ['keeps the signal to itself', 'hands the signal to what it computes'],
    ['has an ending without a dot', 'has endings that begin with a dot, each with a media type'],
    ['trusts its files', 'reads or refuses 50 damaged copies of a list'],
    ['refuses nothing', 'reads or refuses 50 damaged copies of a list'],
    ['reads on after a signal', 'rejects with ABORTED when the signal has fired before'],
    ['takes any bands', 'rejects bands and a range that can not be with USAGE'],
    ['takes pixels of any size', 'rejects pixels whose size and data do not fit with IMAGE_UNREADABLE'],
    ['draws grey for what it can not read', 'rejects what holds no picture with IMAGE_UNREADABLE'],
    ['draws grey for what it can not read', 'rejects a file without its end, and never returns half a photo'],
    ['swaps red and blue', 'reads a PNG'],
    ['ignores the orientation', 'reads a JPEG with EXIF orientation 6, upright'],
    ['adds noise', 'is deterministic and leaves the file alone'],
    ['has no place', 'says where it is'],
    ['cuts its files', 'reads every file as it is'],
    ['shares its bytes', 'gives every reader bytes of its own'],
    ['invents files', 'rejects a file that it has not with NOT_FOUND'],
    ['invents files', 'reads nothing outside: ../secret'],
    ['opens another model', 'opens a model with the bytes of its file'],
    ['keeps nothing', 'keeps a model once'],
    ['removes nothing', 'forgets a model that is removed, and downloads it again'],
    ['checks no hash', 'rejects a file that has another hash with HASH_MISMATCH'],
    ['finds everything', 'rejects a model that is not there, and keeps nothing of it'],
    [
      'downloads on after a signal',
      'rejects with ABORTED when the signal has fired before, and keeps nothing',
    ],
    ['tells nothing', 'tells how far a download is'],
  ])('%s: %s', (defect, title) => {
    expect(failures.get(defect)).toContain(title);
  });
});
