import type { Variant } from './benchmark.js';

/** Times of one variant, in milliseconds. */
export interface Timing {
  readonly name: string;
  /** The run that warms up: caches are cold, buffers not yet allocated. */
  readonly firstMs: number;
  readonly medianMs: number;
  readonly minMs: number;
  readonly maxMs: number;
  readonly runs: number;
  readonly targetMs?: number;
}

/** Warms every variant up once, then times them in turn, `runs` times each. */
export async function timeVariants(variants: readonly Variant[], runs: number): Promise<Timing[]> {
  const firsts: number[] = [];
  for (const { run } of variants) firsts.push(await timeOnce(run));
  const times = variants.map((): number[] => []);
  for (let round = 0; round < runs; round++)
    for (const [index, { run }] of variants.entries()) times[index].push(await timeOnce(run));
  return variants.map(({ name, targetMs }, index) => ({
    name,
    firstMs: firsts[index],
    medianMs: median(times[index]),
    minMs: Math.min(...times[index]),
    maxMs: Math.max(...times[index]),
    runs,
    targetMs,
  }));
}

async function timeOnce(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}
