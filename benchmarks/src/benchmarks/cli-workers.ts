import { join } from 'node:path';
import type { Benchmark } from '../measuring/benchmark.js';
import { missingCommand, runCommand } from '../scenes/langseg-command.js';
import { writePhotoSet } from '../training/photo-set.js';

const photos = 120;

/** Photos that are shared among worker threads, from the start of the process to its end. */
export const cliWorkers: Benchmark = {
  id: 'cli/workers',
  title: `\`langseg eval\` of ${photos} photos of 640×480 with the built-in model`,
  async prepare({ directory }) {
    const missing = missingCommand();
    if (missing) return missing;
    const path = join(directory, 'shared');
    await writePhotoSet(path, photos);
    const evaluate =
      (...args: readonly string[]) =>
      () =>
        runCommand(['eval', path, ...args]);
    return {
      variants: [
        { name: '`--workers 1`', run: evaluate() },
        { name: '`--workers 2`', run: evaluate('--workers', '2') },
      ],
    };
  },
};
