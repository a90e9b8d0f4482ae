import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createNodeRuntime } from '@langseg/adapter-node';
import type { TableBenchmark } from '../measuring/benchmark.js';
import { megabytes, verdict } from '../report/format-value.js';
import { prepareStep } from '../training/prepare-step.js';

/** Growth that counts as none, in bytes. */
const allowed = { rss: 20e6, heap: 2e6 };

/** Whether anything is left behind by each step. */
export const trainingMemory: TableBenchmark = {
  id: 'training/memory',
  title: 'Memory over 1,000 steps of a tiny network, garbage collected before it is read',
  async measure(_, { runs }) {
    const { step, feeds } = await prepareStep({ network: 'tiny' }, createNodeRuntime());
    const collectGarbage = garbageCollector();
    const readings: { rss: number; heap: number }[] = [];
    const [early, late] = runs > 2 ? [100, 1000] : [10, 100];
    for (let i = 1; i <= late; i++) {
      await step.run(feeds, [1e-3]);
      if (i !== early && i !== late) continue;
      collectGarbage();
      const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
      readings.push({ rss, heap: heapUsed + arrayBuffers });
    }
    await step.dispose();
    const row = (name: string, kind: 'rss' | 'heap') => {
      const [before, after] = readings.map((reading) => reading[kind]);
      const growth = after - before;
      return [name, ...[before, after, growth].map(megabytes), verdict(growth, allowed[kind], megabytes)];
    };
    const columns = [
      { name: 'memory', align: 'left' },
      { name: `step ${early} MB`, align: 'right' },
      { name: `step ${late} MB`, align: 'right' },
      { name: 'growth MB', align: 'right' },
      { name: 'aim', align: 'left' },
    ] as const;
    return { columns, rows: [row('resident', 'rss'), row("JavaScript's, arrays included", 'heap')] };
  },
};

/** V8's `gc`, which programs see only when they ask for it. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
