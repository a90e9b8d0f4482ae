/**
 * Trains the default model as a guest on a machine that others use, too: threads that have nothing to do sleep. Otherwise
 * the same as `langseg train recipes/default/recipe.ts`.
 *
 *     node --conditions=@langseg/source --import tsx recipes/default/train.ts --out RUN [--set key=value]
 *     node --conditions=@langseg/source --import tsx recipes/default/train.ts --resume RUN
 *
 * Prints one JSON object a line. Ctrl-C and SIGTERM save.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createNodeRuntime } from '@langseg/adapter-node';
import { loadRecipe, trainRecipe, type TrainingEvent } from '@langseg/training/node';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    resume: { type: 'string' },
    recipe: { type: 'string' },
    set: { type: 'string', multiple: true, default: [] },
    threads: { type: 'string', default: '2' },
  },
});
const folder = values.resume ?? values.out;
if (!folder) throw new Error('Give --out, the folder of a new run, or --resume.');
const own = values.resume
  ? join(values.resume, 'recipe.json')
  : fileURLToPath(new URL('recipe.ts', import.meta.url));

const controller = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());

const silent: readonly TrainingEvent['type'][] = ['checking', 'validating'];
await trainRecipe({
  recipe: await loadRecipe(values.recipe ?? own, values.set),
  folder,
  resume: values.resume !== undefined,
  runtime: createNodeRuntime({ threads: Number(values.threads), spinning: false }),
  workers: 1,
  signal: controller.signal,
  onEvent: (event) => {
    if (!silent.includes(event.type)) console.log(JSON.stringify(event));
  },
});
