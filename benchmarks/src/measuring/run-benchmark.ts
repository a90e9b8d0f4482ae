import type { Benchmark, Workplace } from './benchmark.js';
import { skippedOutcome, type Outcome } from './outcome.js';
import { timeVariants } from './timing.js';

/** Prepares, warms up and times a benchmark in this process, and reads its memory. */
export async function runBenchmark(
  benchmark: Benchmark,
  workplace: Workplace,
  { runs }: { readonly runs: number },
): Promise<Outcome> {
  const { id, title, targetPeakRss } = benchmark;
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
  };
}
