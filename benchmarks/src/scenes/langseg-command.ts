import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SkippedBenchmark } from '../measuring/benchmark.js';

const cli = fileURLToPath(new URL('../../../packages/cli/', import.meta.url));

/** Writes the peak memory of the process that it is loaded into, in kilobytes, to file descriptor 3. */
const memoryReporter =
  "data:text/javascript,import{writeSync}from'node:fs';" +
  "process.on('exit',()=>writeSync(3,String(process.resourceUsage().maxRSS)))";

/** Why the command can't be measured, if it can't. */
export function missingCommand(): SkippedBenchmark | undefined {
  if (existsSync(join(cli, 'dist/index.js'))) return undefined;
  return { skipped: 'the command is not built; run `npm run build` first' };
}

/**
 * Runs the built `langseg` to its end.
 *
 * @returns its peak resident memory in bytes.
 */
export function runCommand(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--import', memoryReporter, join(cli, 'bin/langseg.js'), ...args],
      {
        stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      },
    );
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
