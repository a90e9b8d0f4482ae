import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '@langseg/dataset-testing/scratch';
import { loadRecipe } from '../load-recipe.js';

const file = join(scratchFolder(), 'recipe.json');

/** A recipe that says something of everything. */
export const wholeRecipe = {
  model: { type: 'mobilenet' },
  text: { model: './text' },
  data: {
    train: [{ type: 'folder', path: 'photos', weight: 2 }],
    validation: [{ type: 'folder', path: 'photos' }],
    labels: { synonyms: { cat: ['kitten'] } },
  },
  epochs: 3,
  batchSize: 4,
  learningRate: { base: 0.01 },
  seed: 7,
};

/** Loads what is written, with an override. */
export function loadWritten(content: string | Uint8Array): Promise<unknown> {
  writeFileSync(file, content);
  return loadRecipe(file, ['epochs=2']);
}

/** The reader of recipes. */
export const foreignReaders = [
  {
    name: 'recipes',
    samples: [new TextEncoder().encode(JSON.stringify(wholeRecipe))],
    read: loadWritten,
  },
];
