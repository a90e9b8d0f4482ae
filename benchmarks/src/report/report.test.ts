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

describe('replaceMeasured', () => {
  const page = replaceMeasured(
    'Before\n\n<!-- measured: written by `npm run benchmarks` -->\nold\n<!-- end of what was measured -->\n\nAfter\n',
    'new',
  );

  it('replaces only what was measured, any number of times', () => {
    expect(page).toMatch(/^Before\n\n<!--.*-->\n\nnew\n\n<!--.*-->\n\nAfter\n$/);
    expect(replaceMeasured(page, 'newer')).toBe(page.replace('new\n', 'newer\n'));
  });

  it('refuses a page without a place for it', () => {
    expect(() => replaceMeasured('no marks', 'new')).toThrow('needs the lines');
  });
});
