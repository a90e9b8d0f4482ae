import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mask, photo, temporaryFolder, write } from '@langseg/dataset-testing';
import { evaluationRecordSchema, type EvaluationRecord } from '@langseg/evaluation';
import { expect, it } from 'vitest';
import { runWith } from '../../__fixtures__/fake-io.js';

const halves = (left: number, right: number) => (x: number) => (x < 12 ? left : right);

/** One photo `a` in the published layout of each data set, whose mask shows two classes. */
const sets: Readonly<Record<string, (path: string) => Promise<void>>> = {
  async voc(path) {
    await write(join(path, 'JPEGImages/a.jpg'), await photo(1));
    for (const folder of ['SegmentationClass', 'SegmentationClassAug'])
      await write(join(path, folder, 'a.png'), await mask(halves(0, 8)));
    await write(join(path, 'ImageSets/Segmentation/val.txt'), 'a\n');
  },
  async 'pascal-5i'(path) {
    await write(join(path, 'VOC2012/JPEGImages/a.jpg'), await photo(1));
    await write(join(path, 'VOC2012/SegmentationClassAug/a.png'), await mask(halves(0, 7)));
    for (const fold of [0, 1, 2, 3])
      await write(
        join(path, `splits/pascal/val/fold${fold}.txt`),
        [1, 2, 3, 4, 5].map((number) => `a__${String(5 * fold + number).padStart(2, '0')}\n`).join(''),
      );
  },
};

it.each<[string, string, string[], Partial<EvaluationRecord['settings']>, string[]]>([
  ['coco-trained-pas-20', 'voc', [], {}, ['cat']],
  ['training-free-voc21', 'voc', [], { background: 0, threshold: 0.2 }, ['background', 'cat']],
  [
    'pascal-5i',
    'pascal-5i',
    ['--fold', '1', '--shard', '200/600', '--report', 'report.html'],
    { countBackground: false },
    ['everything else'],
  ],
])(
  '%s runs on its published layout',
  async (protocol, layout, more, settings, seen) => {
    const path = await temporaryFolder();
    await sets[layout](path);
    const { status, stdout, stderr } = await runWith([
      'eval',
      path,
      ...['--protocol', protocol, '--threads', '1', '--json'],
      ...more.map((text) => (text === 'report.html' ? join(path, text) : text)),
    ]);
    expect([status, stderr]).toEqual([0, '']);
    const record = evaluationRecordSchema.parse(JSON.parse(stdout));
    expect(record.settings).toMatchObject({ ...settings, protocol: { type: protocol } });
    expect(record.classes.filter(({ pixels }) => pixels > 0).map(({ label }) => label)).toEqual(
      expect.arrayContaining(seen),
    );
    expect(record.classes.reduce((sum, { predicted }) => sum + predicted, 0)).toBeGreaterThan(0);
    if (!more.includes('report.html')) return;
    const html = readFileSync(join(path, 'report.html'), 'utf8');
    expect(
      html.match(/<img src="data:image\/jpeg;base64,[^>]+><figcaption>a, [a-z]+: [\d.]+ %/g),
    ).toHaveLength(1);
    expect(html).toContain('what was asked for');
  },
  120_000,
);
