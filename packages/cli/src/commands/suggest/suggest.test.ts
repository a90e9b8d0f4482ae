import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runWith } from '../../__fixtures__/fake-io.js';
import { WorkFolder } from '../../__fixtures__/work-folder.js';

const horses = fileURLToPath(new URL('../../../../../samples/horses.jpg', import.meta.url));

it('proposes words for a photo, and the command that segments it with them', async () => {
  const { status, stdout, stderr } = await runWith(['suggest', horses]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^ +\d+ % {2}sky$/m);
  expect(stdout).toMatch(/^ +\d+ % {2}horse$/m);
  expect(stdout).toMatch(/langseg segment .*horses\.jpg --labels ".*\bhorse\b.*, other"\n$/);
});

it('chooses from a list of words', async () => {
  using folder = new WorkFolder();
  const file = folder.write('words.txt', 'zebra\nsky\nhorse\nblorple\n');
  const { stdout } = await runWith(['suggest', horses, '--words-file', file, '--count', '2', '--json']);
  const { model, suggestions } = JSON.parse(stdout) as {
    model: string;
    suggestions: { word: string; share: number }[];
  };
  expect(model).toBe('default');
  expect(suggestions.map(({ word }) => word).sort()).toEqual(['horse', 'sky']);
  expect(suggestions[0].share).toBeGreaterThan(suggestions[1].share);
});

it('says so where no word fits', async () => {
  const { status, stdout, stderr } = await runWith(['suggest', horses, '--min-share', '1']);
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(stderr).toContain('No word of the list fits');
});

it.each([
  [[], 1, 'photo'],
  [['nowhere.jpg'], 1, 'nowhere.jpg'],
  [[horses, '--count', '0'], 2, '--count'],
  [[horses, '--min-share', '2'], 2, '--min-share'],
])('refuses %j', async (args, status, message) => {
  const result = await runWith(['suggest', ...args]);
  expect(result.stderr).toContain(message);
  expect(result).toMatchObject({ status: args.length === 0 ? 2 : status, stdout: '' });
});
