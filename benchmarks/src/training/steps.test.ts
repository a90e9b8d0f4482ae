import { expect, it } from 'vitest';
import { alternate, type Way } from './alternate.js';
import { stepsTable } from './steps-table.js';

it('takes ways in turn and adds up what their processes say', async () => {
  const order: string[] = [];
  const way = (name: string, peaks: number[]): Way => ({
    name,
    run: () => {
      order.push(name);
      return Promise.resolve({ seconds: [order.length], peakRss: peaks.shift()! });
    },
  });
  const times = await alternate([way('a', [3, 2]), way('b', [4, 5])], 2);
  expect(order.join('')).toBe('abab');
  expect(times).toEqual([
    { name: 'a', seconds: [1, 3], peakRss: 3 },
    { name: 'b', seconds: [2, 4], peakRss: 5 },
  ]);
});

it('compares time and memory with the first way', () => {
  const ways = [
    { name: 'ours', seconds: [2, 1, 3], peakRss: 100e6 },
    { name: 'other', seconds: [4, 4], peakRss: 150e6 },
  ];
  const { columns, rows } = stepsTable(ways, { images: 8, remarks: ['remark'] });
  expect(rows.map((row) => row.join())).toEqual([
    'ours,2.00,1.00,3.00,4.00,1.00,100,1.00',
    'other,4.00,4.00,4.00,2.00,2.00,150,1.50',
    'remark,,,,,,,',
  ]);
  for (const row of rows) expect(row).toHaveLength(columns.length);
});
