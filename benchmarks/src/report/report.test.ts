import { describe, expect, it } from 'vitest';
import type { Outcome } from '../measuring/outcome.js';
import type { Timing } from '../measuring/timing.js';
import { formatReport, replaceMeasured } from './report.js';

const timing = (name: string, medianMs: number, targetMs?: number): Timing => ({
  name,
  firstMs: 3 * medianMs,
  medianMs,
  minMs: medianMs - 1,
  maxMs: medianMs + 1,
  runs: 7,
  targetMs,
});

const measured: Outcome = {
  id: 'a/b',
  title: 'Slow work',
  loadMs: 4.25,
  timings: [timing('run', 120, 100)],
  rssAfterLoad: 100e6,
  peakRss: 200e6,
  targetPeakRss: 200e6,
};

const cells = (line: string) =>
  line
    .split('|')
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');

describe('formatReport', () => {
  it('says for every aim whether it was met', () => {
    const [machine, , , , row] = formatReport([measured], 'fast').split('\n');
    expect(machine).toBe('Machine: fast.');
    expect(cells(row)).toEqual('Slow work,4.3,360,120,119,121,≤ 100 missed,100,200,≤ 200 met'.split(','));
  });

  it('keeps a line for what was not measured', () => {
    const skipped: Outcome = { id: 'a/c', title: 'Other work', skipped: 'not built', timings: [] };
    expect(formatReport([skipped], 'fast')).toMatch(/\n\| Other work: skipped, not built +\|( +\|){9}$/);
  });

  it('compares variants with the first one', () => {
    const compared: Outcome = {
      id: 'a/d',
      title: 'Work',
      timings: [timing('ours', 20), timing('other', 50)],
    };
    const rows = formatReport([compared], 'fast').split('\n').slice(4).map(cells);
    expect(rows).toEqual([
      ['Work', 'ours', '20', '19', '21', '1.00'],
      ['other', '50', '49', '51', '2.50'],
    ]);
  });
});

describe('what is said about the machine', () => {
  it('has the rate of matrix products, where they were measured', () => {
    const product: Outcome = { id: 'm', title: 'Product', timings: [timing('run', 50)], operations: 10e9 };
    const [machine] = formatReport([measured, product], 'fast').split('\n');
    expect(machine).toBe('Machine: fast; matrix products at 200 GFLOP/s.');
  });
});

describe('tables', () => {
  it('of benchmarks that have their own come last', () => {
    const table = { columns: [{ name: 'way', align: 'left' }], rows: [['a way']] } as const;
    const outcome: Outcome = { id: 'a/e', title: 'Own figures', timings: [], table };
    const [head, , , row] = formatReport([outcome, measured], 'fast').split('\n').slice(-5);
    expect([head, row]).toEqual(['Own figures:', '| ----- |']);
  });
});

describe('replaceMeasured', () => {
  const place = (section: string) =>
    `<!-- measured: ${section}, written by \`npm run benchmarks\` -->\nold\n<!-- end of what was measured: ${section} -->`;
  const page = replaceMeasured(`Before\n\n${place('use')}\n\nAfter\n`, 'use', 'new');

  it('replaces only what was measured, any number of times', () => {
    expect(page).toMatch(/^Before\n\n<!--.*-->\n\nnew\n\n<!--.*-->\n\nAfter\n$/);
    expect(replaceMeasured(page, 'use', 'newer')).toBe(page.replace('new\n', 'newer\n'));
  });

  it('leaves other sections as they are', () => {
    const two = `${place('use')}\n${place('training')}`;
    expect(replaceMeasured(two, 'training', 'new').startsWith(`${place('use')}\n`)).toBe(true);
  });

  it('refuses a page without a place for it', () => {
    expect(() => replaceMeasured('no marks', 'use', 'new')).toThrow('needs the lines');
  });
});
