/** The process of one task: measures a benchmark, trains or writes a model, and answers with what came out. */
import { benchmarks } from './src/catalogue.js';
import { modelPath, writeFullSizeModel, type FullSizeModel } from './src/models/full-size-models.js';
import { runBenchmark } from './src/measuring/run-benchmark.js';
import type { Task } from './src/measuring/run-in-child.js';
import { timeSteps } from './src/training/time-steps.js';

const task = JSON.parse(process.argv[2]) as Task;
if (task.kind === 'write-model') {
  await writeFullSizeModel(task.model as FullSizeModel, task.directory);
} else if (task.kind === 'train') {
  process.send!(await timeSteps(task.setup, task.count));
} else {
  const { directory } = task;
  const benchmark = benchmarks.find(({ id }) => id === task.id)!;
  const workplace = { directory, modelPath: (model: FullSizeModel) => modelPath(model, directory) };
  process.send!(await runBenchmark(benchmark, workplace, task));
}
process.disconnect();
