/** Runs the benchmarks one after the other and writes what they measured to docs/benchmarks.md. */
import { rmSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchmarks } from './src/catalogue.js';
import type { Benchmark } from './src/measuring/benchmark.js';
import { skippedOutcome, type Outcome } from './src/measuring/outcome.js';
import { runInChild } from './src/measuring/run-in-child.js';
import { describeMachine } from './src/report/machine.js';
import { milliseconds } from './src/report/format-value.js';
import { formatReport, replaceMeasured } from './src/report/report.js';

const usage = `Measures time and memory; a full run writes its table to docs/benchmarks.md.

npm run benchmarks -- [--only TEXT] [--quick]

--only   only benchmarks whose id contains TEXT, one of:
         ${benchmarks.map(({ id }) => id).join(' ')}
--quick  2 timed runs instead of 7`;

const page = new URL('../docs/benchmarks.md', import.meta.url);

const { only = '', quick = false } = readArguments();
const selected = benchmarks.filter(({ id }) => id.includes(only));
if (selected.length === 0) fail(`No benchmark's id contains "${only}".`);

const written = new Set<string>();
const directory = await mkdtemp(join(tmpdir(), 'langseg-benchmarks-'));
process.once('SIGINT', () => {
  rmSync(directory, { recursive: true, force: true });
  process.exit(130);
});
try {
  const [loadAtStart] = loadavg();
  const outcomes: Outcome[] = [];
  for (const benchmark of selected) {
    const outcome = await measure(benchmark);
    const medians = outcome.timings.map(({ medianMs }) => `${milliseconds(medianMs)} ms`);
    console.error(`${benchmark.id}: ${outcome.skipped ?? medians.join(', ')}`);
    outcomes.push(outcome);
  }
  const load = `load average ${loadAtStart.toFixed(1)} at the start, ${loadavg()[0].toFixed(1)} at the end`;
  const report = formatReport(outcomes, `${describeMachine()}; ${load}`);
  console.log(`\n${report}`);
  if (!quick && !only) await writeFile(page, replaceMeasured(await readFile(page, 'utf8'), report));
} finally {
  await rm(directory, { recursive: true, force: true });
}

/** A benchmark that fails is reported like one that can't be run: the others still count. */
async function measure(benchmark: Benchmark): Promise<Outcome> {
  try {
    for (const model of benchmark.models ?? []) await provide(model);
    const task = { kind: 'benchmark', id: benchmark.id, directory, runs: quick ? 2 : 7 } as const;
    return (await runInChild(task)) as Outcome;
  } catch (error) {
    return skippedOutcome(benchmark, `it failed: ${(error as Error).message}`);
  }
}

/** Writes a model at its first use, in a process that ends with it: its memory must not count for a benchmark. */
async function provide(model: string): Promise<void> {
  if (written.has(model)) return;
  await runInChild({ kind: 'write-model', model, directory });
  written.add(model);
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: { only: { type: 'string' }, quick: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    if (!values.help) return values;
    console.log(usage);
    process.exit(0);
  } catch (error) {
    return fail((error as Error).message);
  }
}

function fail(message: string): never {
  console.error(`${message}\n\n${usage}`);
  process.exit(2);
}
