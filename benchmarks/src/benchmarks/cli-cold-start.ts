import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Benchmark } from '../measuring/benchmark.js';
import { missingCommand, runCommand } from '../scenes/langseg-command.js';
import { samplePhoto } from '../scenes/sample-photo.js';

/** From the start of the process to its end, by when mask and overlay are written. */
export const cliColdStart: Benchmark = {
  id: 'cli/cold-start',
  title: 'CLI, from start to files written, 640-px JPEG, 4 labels',
  async prepare({ directory }) {
    const missing = missingCommand();
    if (missing) return missing;
    let peakRss = 0;
    const run = async () => {
      const folder = await mkdtemp(join(directory, 'cli-'));
      const segment = ['segment', samplePhoto, '--labels', 'cow,grass,tree,sky', '--out', folder];
      peakRss = Math.max(peakRss, await runCommand(segment));
    };
    return { variants: [{ name: 'langseg segment', targetMs: 1200, run }], peakRss: () => peakRss };
  },
};
