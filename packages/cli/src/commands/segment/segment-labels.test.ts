import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runWith } from '../../__fixtures__/fake-io.js';
import { WorkFolder } from '../../__fixtures__/work-folder.js';

interface Record {
  readonly labels: readonly { readonly label: string; readonly pixels: number }[];
  readonly at?: {
    readonly label: string;
    readonly ranking: readonly unknown[];
    readonly nearest: readonly unknown[];
  };
}

async function segment(folder: WorkFolder, ...options: string[]) {
  const input = await folder.photo('meadow.png');
  const { status, stdout, stderr } = await runWith([
    'segment',
    input,
    '-o',
    folder.path,
    '--json',
    ...options,
  ]);
  return { status, stderr, record: status === 0 ? (JSON.parse(stdout) as Record) : undefined };
}

describe('labels of several words', () => {
  it('are written as name = word | word, or in a file in JSON', async () => {
    using folder = new WorkFolder();
    const text = await segment(folder, '--labels', 'air = sky | cloud, ground = grass | meadow');
    writeFileSync(
      folder.at('labels.json'),
      '{"air": ["sky", "cloud"], "ground": {"green": ["grass", "meadow"]}}',
    );
    const json = await segment(folder, '--labels-file', folder.at('labels.json'));
    const deep = await segment(folder, '--labels-file', folder.at('labels.json'), '--depth', '2');
    expect([text.stderr, json.stderr]).toEqual(['', '']);
    expect(text.record?.labels.map(({ label }) => label)).toEqual(['air', 'ground']);
    expect(json.record?.labels).toEqual(text.record?.labels);
    expect(deep.record?.labels.map(({ label }) => label)).toEqual(['air', 'green']);
  });

  it.each([
    ['{"a"', 'is no JSON', 1],
    ['3', 'Labels in JSON are a list', 1],
  ])('are refused where the file holds %s', async (content, message, status) => {
    using folder = new WorkFolder();
    writeFileSync(folder.at('labels.json'), content);
    const result = await segment(folder, '--labels-file', folder.at('labels.json'));
    expect(result.stderr).toContain(message);
    expect(result.status).toBe(status);
  });
});

it('--other auto, --min-score and --min-margin add a label for what none fits', async () => {
  using folder = new WorkFolder();
  const auto = await segment(folder, '--labels', 'violin, piano', '--other', 'auto', '--at', '3,4');
  const [violin, piano, other] = auto.record!.labels;
  expect(other).toMatchObject({ label: 'other', pixels: 48 * 32 });
  expect(violin.pixels + piano.pixels).toBe(0);
  expect(auto.record?.at).toMatchObject({ x: 3, y: 4, label: 'other', ranking: [{}, {}, {}] });
  expect(auto.record?.at?.nearest).toHaveLength(5);
  const unsure = await segment(
    folder,
    '--labels',
    'violin, piano',
    '--min-score',
    '0.999',
    '--min-margin',
    '0.5',
  );
  expect(unsure.record?.labels[2].pixels).toBeGreaterThan(0);
});

it.each([
  [['--other', 'perhaps'], 'Expected auto or a number'],
  [['--min-score', '1.5'], 'Expected a number from 0 to 1'],
  [['--depth', '0'], 'Expected a whole number of at least 1'],
  [['--scoring', 'sum'], 'Allowed choices are max, log-sum-exp'],
  [['--at', '3'], 'Expected column and row'],
])('refuses %j', async (options, message) => {
  const { status, stderr } = await runWith(['segment', 'a.jpg', '-l', 'sky', ...options]);
  expect(stderr).toContain(message);
  expect(status).toBe(2);
});

it('a pixel outside the photo fails the image', async () => {
  using folder = new WorkFolder();
  const { status, stderr } = await segment(folder, '--labels', 'sky, grass', '--at', '48,0');
  expect(stderr).toContain('inside the 48 × 32 photo');
  expect(status).toBe(1);
});
