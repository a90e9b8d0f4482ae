import type { FullSizeModel } from '../models/full-size-models.js';
import type { Table } from '../report/markdown-table.js';

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

interface Described {
  /** `group/name`. */
  readonly id: string;
  /** For the report: what one run does. */
  readonly title: string;
  /** Models that are written before it starts. */
  readonly models?: readonly FullSizeModel[];
}

/** Work whose time and memory are measured, in a process of its own. */
export interface TimedBenchmark extends Described {
  /** Peak resident memory that is aimed at, in bytes. */
  readonly targetPeakRss?: number;
  /** Floating-point operations of one run, where the report is to show their rate as that of the machine. */
  readonly operations?: number;
  prepare(workplace: Workplace): Promise<PreparedBenchmark | SkippedBenchmark>;
}

/** Measures something that has a table of its own, in a process of its own. */
export interface TableBenchmark extends Described {
  /** @param runs timed runs of a benchmark; 2 when figures need not be exact. */
  measure(workplace: Workplace, options: { readonly runs: number }): Promise<Table>;
}

/** Everything that can be measured. */
export type Benchmark = TimedBenchmark | TableBenchmark;
