import type { Table } from '../report/markdown-table.js';
import { milliseconds } from '../report/format-value.js';
import { median } from './timing.js';

/** One way of doing something, compared with the first one. */
export interface ProcessorWay {
  readonly name: string;
  readonly run: () => Promise<unknown>;
  /** Most that it may take, as a multiple of the first way. */
  readonly aim?: number;
}

/**
 * Compares ways by the processor time of this process, which other processes lengthen less than time itself. The ways take turns, so
 * that their ratios hold on a busy machine; the first turns warm up.
 *
 * @param runs turns that count.
 */
export async function compareProcessorTime(ways: readonly ProcessorWay[], runs: number): Promise<Table> {
  const times = ways.map((): number[] => []);
  const warmUps = Math.ceil(runs / 4);
  for (let turn = 0; turn < warmUps + runs; turn++)
    for (const [index, { run }] of ways.entries()) {
      const start = process.cpuUsage();
      await run();
      const { user, system } = process.cpuUsage(start);
      if (turn >= warmUps) times[index].push((user + system) / 1000);
    }
  const medians = times.map(median);
  const least = times.map((each) => Math.min(...each));
  return {
    columns: [
      { name: 'way', align: 'left' },
      { name: 'median CPU ms', align: 'right' },
      { name: 'least', align: 'right' },
      { name: 'ratio of medians', align: 'right' },
      { name: 'ratio of least', align: 'right' },
      { name: 'aim', align: 'right' },
    ],
    rows: ways.map(({ name, aim }, index) => [
      name,
      milliseconds(medians[index]),
      milliseconds(least[index]),
      (medians[index] / medians[0]).toFixed(2),
      (least[index] / least[0]).toFixed(2),
      aim === undefined ? '' : `≤ ${aim}`,
    ]),
  };
}
