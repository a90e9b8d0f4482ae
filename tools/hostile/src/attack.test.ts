import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { foreignReaders } from './__fixtures__/planted-readers.js';
import { attackFile } from './attack-file.js';
import { attackReader, type Finding } from './attack-reader.js';
import { findReaderFiles } from './find-readers.js';

const planted = fileURLToPath(new URL('__fixtures__/planted-readers.ts', import.meta.url));

/** Findings in the inputs of a seed. */
async function findingsOf(name: string, seed: number, copy?: number): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const reader = foreignReaders.find((each) => each.name === name)!;
  for await (const finding of attackReader(reader, { seed, copy, floor: 0.005, onInput: () => undefined }))
    findings.push(finding);
  return findings;
}

describe('a reader that', () => {
  it.each([
    ['throws anything', /^threw no LangSegError: TypeError: planted/],
    ['throws nothing', /^threw no LangSegError: Error: Something undefined/],
  ])('%s is found, and again by its number alone', async (name, what) => {
    const findings = await findingsOf(name, 1);
    expect(findings.length).toBeGreaterThan(40);
    for (const finding of findings) expect(finding.what).toMatch(what);
    const { copy } = findings[7];
    expect(await findingsOf(name, 1, copy)).toEqual([
      { reader: name, seed: 1, copy, what: expect.stringMatching(what) },
    ]);
  });

  it.each([
    ['takes its time over large files', 60, /^0\.\d+ CPU seconds for 1000000 bytes, a tenth takes 0\.0/],
    ['takes memory', 5, /^[67]\d\d MB of memory for \d+ bytes/],
  ])('%s is found', async (name, copy, what) => {
    expect(await findingsOf(name, 2, copy)).toMatchObject([{ copy, what: expect.stringMatching(what) }]);
  });

  it('refuses well is left in peace', async () => expect(await findingsOf('refuses well', 1)).toEqual([]));
});

describe('a process of its own', { timeout: 60_000 }, () => {
  it.each([
    ['never ends', /has not ended after 2 s/],
    ['ends the process', /ended the process \(status 7\)/],
  ])('outlives a reader that %s, and tells its input', async (only, what) => {
    const findings: Finding[] = [];
    const order = { file: planted, only, seed: 3, copy: 5, seconds: 0, patience: 2 };
    await attackFile({ ...order, onFinding: (finding) => findings.push(finding) });
    expect(findings).toEqual([{ reader: only, seed: 3, copy: 5, what: expect.stringMatching(what) }]);
  });
});

it('finds the readers of every kind of file', () => {
  const found = findReaderFiles().map((file) => /packages\/(.*)\/src\//.exec(file.replaceAll('\\', '/'))![1]);
  expect(found).toEqual([
    'adapters/common',
    'adapters/node',
    'adapters/web',
    'checkpoints',
    'cli',
    'convert',
    'datasets',
    'embeddings',
    'evaluation',
    'geo',
    'langseg',
    'mapping',
    'server',
    'text-encoders',
    'training',
  ]);
});
