/** Runs the benchmarks one after the other and writes what they measured to docs/benchmarks.md. */
import { rmSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchmarks, sections } from './src/catalogue.js';
import type { Benchmark } from './src/measuring/benchmark.js';
import { skippedOutcome, type Outcome } from './src/measuring/outcome.js';
import { runInChild } from './src/measuring/run-in-child.js';
import { describeMachine } from './src/report/machine.js';
import { milliseconds } from './src/report/format-value.js';
import { formatReport, replaceMeasured } from './src/report/report.js';

const usage = `Measures time and memory; without --only and --quick it writes tables to docs/benchmarks.md.

npm run benchmarks -- [--section NAME] [--only TEXT] [--quick]

--section  one part of the page: ${Object.keys(sections).join(' or ')}
--only     only benchmarks whose id contains TEXT, one of:
           ${benchmarks.map(({ id }) => id).join(' ')}
--quick    2 timed runs instead of 7

Training is compared with PyTorch where "python3" or "/usr/bin/python3" has it, or the Python that the environment variable
LANGSEG_PYTHON names.`;

const page = new URL('../docs/benchmarks.md', import.meta.url);

const { section, only = '', quick = false } = readArguments();
if (section !== undefined && !Object.hasOwn(sections, section)) fail(`There is no section "${section}".`);
const selected = Object.entries(sections)
  .filter(([name]) => section === undefined || name === section)
  .map(([name, all]) => ({ name, benchmarks: all.filter(({ id }) => id.includes(only)) }))
  .filter((part) => part.benchmarks.length > 0);
if (selected.length === 0) fail(`No benchmark's id contains "${only}".`);

const written = new Set<string>();
const directory = await mkdtemp(join(tmpdir(), 'langseg-benchmarks-'));
process.once('SIGINT', () => {
  rmSync(directory, { recursive: true, force: true });
  process.exit(130);
});
try {
  for (const part of selected) {
    const report = await measureAll(part.benchmarks);
    console.log(`\n${report}`);
    if (!quick && !only)
      await writeFile(page, replaceMeasured(await readFile(page, 'utf8'), part.name, report));
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}

/** @returns the report. */
async function measureAll(all: readonly Benchmark[]): Promise<string> {
  const [loadAtStart] = loadavg();
  const outcomes: Outcome[] = [];
  for (const benchmark of all) {
    const outcome = await measure(benchmark);
    const medians = outcome.timings.map(({ medianMs }) => `${milliseconds(medianMs)} ms`);
    console.error(`${benchmark.id}: ${outcome.skipped ?? (medians.join(', ') || 'measured')}`);
    outcomes.push(outcome);
  }
  const load = `load average ${loadAtStart.toFixed(1)} at the start, ${loadavg()[0].toFixed(1)} at the end`;
  return formatReport(outcomes, `${describeMachine()}; ${load}`);
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
      options: {
        section: { type: 'string' },
        only: { type: 'string' },
        quick: { type: 'boolean' },
        help: { type: 'boolean' },
      },
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
