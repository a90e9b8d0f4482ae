import type { Benchmark, Workplace } from './benchmark.js';
import { skippedOutcome, type Outcome } from './outcome.js';
import { timeVariants } from './timing.js';

/** Measures a benchmark in this process: one with a table by itself, others by warming up, timing and reading memory. */
export async function runBenchmark(
  benchmark: Benchmark,
  workplace: Workplace,
  { runs }: { readonly runs: number },
): Promise<Outcome> {
  const { id, title } = benchmark;
  if ('measure' in benchmark)
    return { id, title, timings: [], table: await benchmark.measure(workplace, { runs }) };

  const { targetPeakRss, operations } = benchmark;
  const prepared = await benchmark.prepare(workplace);
  if ('skipped' in prepared) return skippedOutcome(benchmark, prepared.skipped);
  const rssAfterLoad = process.memoryUsage.rss();
  const timings = await timeVariants(prepared.variants, runs);
  const peakRss = prepared.peakRss?.() ?? process.resourceUsage().maxRSS * 1024;
  return {
    id,
    title,
    loadMs: prepared.loadMs,
    timings,
    rssAfterLoad: prepared.peakRss ? undefined : rssAfterLoad,
    peakRss,
    targetPeakRss,
    operations,
  };
}
