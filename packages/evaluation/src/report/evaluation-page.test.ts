import { describe, expect, it } from 'vitest';
import { compareRecords } from '../compare/compare-records.js';
import { evaluationRecordSchema } from '../record/evaluation-record.js';
import { exampleRecord, meadowRecord } from './__fixtures__/example-record.js';
import { evaluationPage } from './evaluation-page.js';
import { rankPhotos } from './rank-photos.js';

const record = meadowRecord(0.7);
const photo = { id: 'photo <0>', score: 0.5, picture: 'data:image/png;base64,AA==' };

describe('evaluationPage', () => {
  it('is made of valid records', () => {
    expect(evaluationRecordSchema.safeParse(record).error).toBeUndefined();
  });

  it('shows scores, classes, mistakes, photos, calibration and settings', () => {
    const page = evaluationPage(record, { best: [photo], worst: [photo] });
    for (const text of [
      '<h1>street &amp; &lt;field&gt; on meadows</h1>',
      '<dt>mean IoU</dt>',
      '<th scope="row">cow</th>',
      'Who is taken for whom',
      '<td>sky</td><td>water</td>',
      'Best photos',
      'Worst photos',
      'photo &lt;0&gt;: 50.0 %',
      'Calibration',
      'expected calibration error',
      'What makes this comparable',
      'langseg 0.1.0, node 22.0.0',
      'Without pixels in the masks, and not scored: &lt;script&gt;alert(1)&lt;/script&gt;',
    ])
      expect(page).toContain(text);
    expect(page).not.toMatch(/<script|NaN|undefined|https?:/);
    expect(page.length).toBeLessThan(60_000);
  });

  it('says when scores rest on little', () => {
    const few = exampleRecord(['sky', 'cow', 'car', 'bus'], [[[0, 0, 10]]], {
      shard: { number: 2, of: 3 },
      skipped: [{ id: 'x', at: 1, message: 'is <damaged>' }],
    });
    const page = evaluationPage(few);
    expect(page).toContain('The mean is over 1 of 4 classes');
    expect(page).toContain('This is part 2 of 3');
    expect(page).toContain('x: is &lt;damaged&gt;');
    expect(page).toContain('Nothing was taken for anything else.');
  });

  it('copes without photos, calibration and scores', () => {
    const empty = exampleRecord(['sky'], [], {
      pixelAccuracy: null,
      meanIoU: null,
      frequencyWeightedIoU: null,
      expectedCalibrationError: null,
      calibration: null,
      conventions: {
        standard: { pixelAccuracy: null, meanIoU: null, classes: 0 },
        official: { pixelAccuracy: null, meanIoU: null, classes: 0 },
      },
    });
    const page = evaluationPage(empty);
    expect(page).toContain('The masks show no class.');
    expect(page).not.toMatch(/NaN|Calibration</);
  });

  it('draws only the largest of many classes', () => {
    const labels = Array.from({ length: 150 }, (_, index) => `class ${index}`);
    const cells = labels.map((_, index): [number, number, number] => [index, (index * 7) % 150, 10 + index]);
    const page = evaluationPage(exampleRecord(labels, [cells]));
    expect(page).toContain('the 40 of 150 with most pixels');
    expect(page.match(/<rect/g)!.length).toBeLessThan(200);
  });
});

it('names in the legend of photos only labels that masks or predictions have', () => {
  const some = exampleRecord(['sky', 'cow', 'boat'], [[[0, 1, 10]]]);
  const legend = (page: string) => [...page.matchAll(/<\/i>([^<]+)<\/span>/g)].map(([, label]) => label);
  expect(legend(evaluationPage(some, { best: [photo] }))).toEqual(['sky', 'cow']);
  const asked = ['what was asked for', 'everything else'];
  expect(legend(evaluationPage(some, { worst: [photo], photoLabels: asked }))).toEqual(asked);
});

describe('rankPhotos', () => {
  it('ranks by the mean over the classes of a photo, each photo once', () => {
    const ranked = rankPhotos(
      exampleRecord(
        ['sky', 'cow'],
        [
          [[0, 0, 10]],
          [
            [0, 0, 90],
            [0, 1, 10],
          ],
          [
            [0, 0, 5],
            [1, 0, 5],
          ],
          [[2, 0, 5]],
        ],
      ),
      5,
    );
    expect(ranked.best).toEqual([
      { id: 'photo 0', at: 0, score: 1 },
      { id: 'photo 1', at: 1, score: 0.9 },
    ]);
    expect(ranked.worst).toEqual([{ id: 'photo 2', at: 2, score: 0.25 }]);
  });

  it('shows an episode that was drawn twice once', () => {
    const twice = exampleRecord(['sky', 'cow'], [[[0, 0, 10]], [[0, 0, 10]], [[0, 1, 5]]]);
    const perPhoto = twice.perPhoto.map((each) => ({ ...each, id: each.at < 2 ? 'a' : 'b' }));
    const { best, worst } = rankPhotos({ ...twice, perPhoto }, 5);
    expect([...best, ...worst].map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

describe('compareRecords', () => {
  it('finds what a better model gained, and what differs', () => {
    const { settings } = record;
    const better = meadowRecord(0.8, { settings: { ...settings, view: { flip: true } } });
    const comparison = compareRecords(record, better);
    expect(comparison.photos).toBe(30);
    expect(comparison.differences).toEqual(['view: "model" and {"flip":true}']);
    expect(comparison.meanIoU.before).toBeCloseTo(record.meanIoU!, 12);
    expect(comparison.meanIoU.after).toBeCloseTo(better.meanIoU!, 12);
    expect(comparison.meanIoU.interval[0]).toBeGreaterThan(0);
    expect(comparison.classes.map(({ label }) => label)).not.toContain('<script>alert(1)</script>');
    const page = evaluationPage(better, { comparison });
    expect(page).toContain('<li>view: &quot;model&quot; and {&quot;flip&quot;:true}</li>');
    expect(page).toMatch(/<tr><th scope="row">mean IoU<\/th><td>[\d.]+<\/td><td>[\d.]+<\/td><td>\+/);
  });

  it('refuses other classes and other photos', () => {
    const cows = exampleRecord(['sky', 'cow'], [[[0, 0, 1]]]);
    const cats = exampleRecord(['sky', 'cat'], [[[0, 0, 1]]]);
    expect(() => compareRecords(cows, cats)).toThrow('class 1 is "cat" or "cow"');
    expect(() => compareRecords(record, cows)).toThrow('one has 2, the earlier one 12');
    const elsewhere = { ...cows, perPhoto: [{ id: 'another', at: 0, confusion: [0, 1] }] };
    expect(() => compareRecords(cows, elsewhere)).toThrow('no photo in common');
  });
});
