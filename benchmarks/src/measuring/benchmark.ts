import type { FullSizeModel } from '../models/full-size-models.js';

/** One way of doing a benchmark's work. */
export interface Variant {
  readonly name: string;
  readonly run: () => Promise<unknown>;
  /** Median that is aimed at, in milliseconds. */
  readonly targetMs?: number;
}

/** A benchmark ready to be timed. */
export interface PreparedBenchmark {
  /**
   * One, or several to compare: they are timed in turn, so that their ratios hold on a busy machine too. The memory of
   * a comparison belongs to no variant and is not reported.
   */
  readonly variants: readonly Variant[];
  /** Time to load what the runs need, in milliseconds. */
  readonly loadMs?: number;
  /** Peak resident memory in bytes where the work is done by another process than the one that prepared it. */
  readonly peakRss?: () => number;
}

/** Why a benchmark can't be run here. */
export interface SkippedBenchmark {
  readonly skipped: string;
}

/** Where a benchmark finds its models and may write. */
export interface Workplace {
  /** Temporary folder of the whole run. */
  readonly directory: string;
  /** Path of the `.onnx` file of a model that the benchmark asked for. */
  modelPath(model: FullSizeModel): string;
}

/** Work whose time and memory are measured, in a process of its own. */
export interface Benchmark {
  /** `group/name`. */
  readonly id: string;
  /** For the table: what one run does. */
  readonly title: string;
  /** Models that are written before it starts. */
  readonly models?: readonly FullSizeModel[];
  /** Peak resident memory that is aimed at, in bytes. */
  readonly targetPeakRss?: number;
  prepare(workplace: Workplace): Promise<PreparedBenchmark | SkippedBenchmark>;
}
