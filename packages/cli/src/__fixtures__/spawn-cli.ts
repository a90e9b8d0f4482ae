import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('run-from-source.ts', import.meta.url));

/** How a process ended, and what it said. */
export interface ProcessEnd {
  /** `null` when a signal ended it. */
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** The environment without what would colour the output of a process that has no terminal. */
const { FORCE_COLOR: _, ...env } = process.env;

/** Starts the command as a process of its own, from its sources. */
export function spawnCli(args: readonly string[], stdio: StdioOptions = 'pipe'): ChildProcess {
  const options = ['--conditions=@langseg/source', '--import', import.meta.resolve('tsx'), program];
  return spawn(process.execPath, [...options, ...args], { stdio, env });
}

/** Waits for the end of a process; streams that are no pipes count as empty. */
export function ended(child: ChildProcess): Promise<ProcessEnd> {
  const [stdout, stderr]: Buffer[][] = [[], []];
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) =>
      resolve({ status, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() }),
    );
  });
}
