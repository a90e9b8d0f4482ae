import { createNodeRuntime } from '@langseg/adapter-node';
import { prepareStep } from './prepare-step.js';
import type { TrainingSetup } from './training-setups.js';

/** What a process that trained says about itself. */
export interface StepTimes {
  /** Of each step that counts. */
  readonly seconds: readonly number[];
  /** Largest resident memory in bytes from the start of the process to its end. */
  readonly peakRss: number;
}

/** How many steps a process takes. */
export interface StepCount {
  readonly steps: number;
  /** Steps before those, which are not counted. */
  readonly warmUp: number;
}

/** Trains in this process. */
export async function timeSteps(setup: TrainingSetup, { steps, warmUp }: StepCount): Promise<StepTimes> {
  const { step, feeds } = await prepareStep(setup, createNodeRuntime());
  const seconds: number[] = [];
  for (let i = 0; i < warmUp + steps; i++) {
    const start = performance.now();
    await step.run(feeds, [1e-3]);
    seconds.push((performance.now() - start) / 1000);
  }
  await step.dispose();
  return { seconds: seconds.slice(warmUp), peakRss: process.resourceUsage().maxRSS * 1024 };
}
