import { basename, extname, join } from 'node:path';
import { LangSegError } from '@langseg/core';
import type { TrainCommandOptions } from './train-options.js';

/** Which recipe is trained, and where. */
export interface RunPlace {
  readonly recipe: string;
  readonly folder: string;
  readonly resume: boolean;
}

/** @throws LangSegError `USAGE` when there is no recipe. */
export function runPlace(recipe: string | undefined, { out, resume, from }: TrainCommandOptions): RunPlace {
  if (from !== undefined && resume === undefined)
    throw new LangSegError('USAGE', '--from chooses a checkpoint of a run: name the run with --resume.');
  if (resume !== undefined)
    return { recipe: recipe ?? join(resume, 'recipe.json'), folder: resume, resume: true };
  if (recipe === undefined)
    throw new LangSegError('USAGE', 'Give a recipe, or --resume with the folder of a run.');
  const name = basename(recipe, extname(recipe));
  return { recipe, folder: out ?? join('runs', name), resume: false };
}
