import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { PyTorch } from './find-pytorch.js';
import type { StepCount, StepTimes } from './time-steps.js';

const run = promisify(execFile);

/** What a script of `benchmarks/pytorch` prints. */
export interface PyTorchTimes extends StepTimes {
  /** The matrix product that the machine is measured by, in this PyTorch. */
  readonly matrixProductSeconds: number;
}

/** Options of {@link runPyTorch}. */
export interface PyTorchOptions extends StepCount {
  readonly threads: number;
  /** Photos in a batch; default as the script has it. */
  readonly images?: number;
}

/** Runs a script of `benchmarks/pytorch` to its end. */
export async function runPyTorch(
  { python }: PyTorch,
  script: string,
  { steps, warmUp, threads, images }: PyTorchOptions,
): Promise<PyTorchTimes> {
  const path = fileURLToPath(new URL(`../../pytorch/${script}`, import.meta.url));
  const options = { steps, warmup: warmUp, threads, ...(images && { batch: images }) };
  const argv = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return JSON.parse((await run(python, [path, ...argv])).stdout) as PyTorchTimes;
}
