import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { updateGraph } from '@langseg/training/parts';
import type { TableBenchmark } from '../measuring/benchmark.js';
import { operatorTimes, type ProfileEvent } from '../training/operator-times.js';
import { operatorsTable } from '../training/operators-table.js';
import { prepareStep } from '../training/prepare-step.js';
import { createProfilingRuntime } from '../training/profiling-runtime.js';
import { stepPhases } from '../training/step-phases.js';

const prefix = 'profile-of-a-step';

/** Where the time of a step goes. */
export const trainingOperators: TableBenchmark = {
  id: 'training/operators',
  title: "The default model's step by operator, without what the runtime does between them",
  async measure({ directory }, { runs }) {
    const runtime = createProfilingRuntime(join(directory, prefix));
    const { step, feeds, loss, options } = await prepareStep({ network: 'default-model' }, runtime);
    for (let i = 0; i <= Math.min(runs, 4); i++) await step.run(feeds, [1e-3]);
    runtime.endProfiling();
    await step.dispose();
    const file = (await readdir(directory)).find((name) => name.startsWith(prefix))!;
    const events = JSON.parse(await readFile(join(directory, file), 'utf8')) as ProfileEvent[];
    return operatorsTable(operatorTimes(events, stepPhases(updateGraph(loss, options))));
  },
};
