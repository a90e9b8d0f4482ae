import { fileURLToPath } from 'node:url';
import { createNodeRuntime, directoryAssets } from '@langseg/adapter-node';
import { trainRecipe } from '../train-recipe.js';
import { toyRecipe } from './toy-recipe.js';

/** Trains in a process that kills itself so many milliseconds after a step: `data folder new|resume step delay`. */
const [data, folder, mode, step, delay] = process.argv.slice(2);
const bundle = fileURLToPath(new URL('../../../../../default-model/bundle', import.meta.url));
const kill = () => process.kill(process.pid, 'SIGKILL');
await trainRecipe({
  recipe: toyRecipe(data, { checkpoint: { everySteps: 1, keepLast: 3 } }),
  folder,
  resume: mode === 'resume',
  runtime: createNodeRuntime({ threads: 1 }),
  workers: 0,
  models: async () => directoryAssets(bundle),
  onEvent: (event) => {
    if (event.type !== 'step' || event.metrics.step !== Number(step)) return;
    if (Number(delay) === 0) kill();
    else setTimeout(kill, Number(delay));
  },
});
