import type { LabelLint } from '@langseg/core';
import { cpSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleUrl } from '@langseg/default-model';
import { expect, it } from 'vitest';
import { runWith } from '../../__fixtures__/fake-io.js';
import { WorkFolder } from '../../__fixtures__/work-folder.js';

const filesOf = (bundle: string): object =>
  (JSON.parse(readFileSync(join(bundle, 'config.json'), 'utf8')) as { files: object }).files;
const lint = async (...args: string[]): Promise<LabelLint> => {
  const { status, stdout, stderr } = await runWith(['lint-labels', ...args, '--json']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as LabelLint;
};

it('prints one JSON object of what the words alone tell', async () => {
  const found = await lint('sofa, couch, cow, Cow, blorple, trafficlight');
  expect(Object.keys(found)).toEqual(['model', 'labels', 'findings', 'commonWords', 'similarityLimit']);
  expect(found).toMatchObject({ model: 'default', commonWords: 287 });
  expect(found.similarityLimit).toBeCloseTo(0.9, 2);
  const certain = found.findings.filter(({ kind }) => !kind.startsWith('likely'));
  expect(certain.map(({ kind, labels }) => [kind, ...labels])).toEqual([
    ['unknown', 'blorple'],
    ['partly-known', 'trafficlight'],
    ['equal', 'cow', 'Cow'],
    ['cannot-win', 'Cow'],
    ['cannot-win', 'blorple'],
    ['near-duplicate', 'sofa', 'couch'],
  ]);
  const cow = found.labels.find(({ label }) => label === 'cow')!;
  expect(cow.confusers.map(({ word }) => word)).toContain('sheep');
  expect(found.labels.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
});

it('prints a list for people, and shows at most ten findings of a kind', async () => {
  const unknown = Array.from({ length: 12 }, (_, i) => `qqzx${'abcdefghijkl'[i]}`);
  const { status, stdout } = await runWith(['lint-labels', `car, sky, ${unknown.join(', ')}`]);
  expect(status).toBe(0);
  expect(stdout.match(/^! unknown: /gm)).toHaveLength(10);
  expect(stdout).toContain('and 4 more; --json lists them all');
  expect(stdout).toMatch(/^ +car +.*\btruck 0\.\d\d/m);
  expect(stdout).toMatch(/as one: "other = .* \| .*"\n$/);
});

it('has nothing to say about good labels, and takes them from files and in groups', async () => {
  using folder = new WorkFolder();
  const file = folder.write('labels.json', '{"seat": ["chair", "sofa"], "sky": null}');
  expect((await lint('--labels-file', file)).labels.map(({ label }) => label)).toEqual(['seat', 'sky']);
  const { findings, labels } = await lint('seat = chair | sofa, grass');
  expect(labels.map(({ label }) => label)).toEqual(['seat', 'grass']);
  expect(findings).toEqual([]);
  const { stdout } = await runWith(['lint-labels', 'car, window, sky, grass']);
  expect(stdout).toMatch(/^✓ Nothing is odd/);
});

it('opens the text encoder alone', async () => {
  using folder = new WorkFolder();
  cpSync(fileURLToPath(bundleUrl), folder.at('model'), { recursive: true });
  const image = Object.keys(filesOf(folder.at('model'))).filter((path) => path.startsWith('onnx'));
  expect(image.length).toBeGreaterThan(0);
  for (const path of image) {
    const { size } = statSync(folder.at(`model/${path}`));
    writeFileSync(folder.at(`model/${path}`), new Uint8Array(size));
  }
  expect((await lint('sky, grass', '--model', folder.at('model'))).labels).toHaveLength(2);
});

it.each([
  [[], 2, 'langseg lint-labels "sky, grass, other"'],
  [[' , '], 2, 'No labels to look for'],
  [['"sky'], 1, 'quote'],
  [['blorple'], 1, 'None of the labels'],
  [['seat = '], 1, 'seat'],
  [['--labels-file', 'nowhere.txt'], 1, 'nowhere.txt'],
  [['sky', '--model', './nowhere'], 1, 'nowhere'],
  [['sky', '--colour'], 2, 'unknown option'],
])('refuses %j', async (args, status, message) => {
  const result = await runWith(['lint-labels', ...args], { env: { LANGSEG_OFFLINE: '1' } });
  expect(result.stderr).toContain(message);
  expect(result).toMatchObject({ status, stdout: '' });
});
