import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Benchmark } from '../measuring/benchmark.js';
import { samplePhoto } from '../scenes/sample-photo.js';

const cli = fileURLToPath(new URL('../../../packages/cli/', import.meta.url));
const command = join(cli, 'bin/langseg.js');

/** Writes the peak memory of the process that it is loaded into, in kilobytes, to file descriptor 3. */
const memoryReporter =
  "data:text/javascript,import{writeSync}from'node:fs';" +
  "process.on('exit',()=>writeSync(3,String(process.resourceUsage().maxRSS)))";

/** From the start of the process to its end, by when mask and overlay are written. */
export const cliColdStart: Benchmark = {
  id: 'cli/cold-start',
  title: 'CLI, from start to files written, 640-px JPEG, 4 labels',
  async prepare({ directory }) {
    if (!existsSync(join(cli, 'dist/index.js')))
      return { skipped: 'the command is not built; run `npm run build` first' };
    let peakRss = 0;
    const run = async () => {
      const folder = await mkdtemp(join(directory, 'cli-'));
      const segment = ['segment', samplePhoto, '--labels', 'cow,grass,tree,sky', '--out', folder];
      peakRss = Math.max(peakRss, await peakRssOf([command, ...segment]));
    };
    return { variants: [{ name: 'langseg segment', targetMs: 1200, run }], peakRss: () => peakRss };
  },
};

/**
 * Runs a program of Node's to its end.
 *
 * @returns its peak resident memory in bytes.
 */
function peakRssOf(argv: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', memoryReporter, ...argv], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    });
    const output = ['', ''];
    child.stdio.slice(2).forEach((stream, i) => stream?.on('data', (chunk) => (output[i] += String(chunk))));
    child.on('error', reject);
    child.on('close', (code) => {
      const [errors, kilobytes] = output;
      if (code === 0) resolve(Number(kilobytes) * 1024);
      else reject(new Error(`langseg ended with ${code}: ${errors.trim()}`));
    });
  });
}
