import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { AttackOrder, AttackReport } from './attack-process.js';
import type { Finding } from './attack-reader.js';

/** What an attack has come to. */
export interface AttackResult {
  readonly inputs: number;
  readonly seeds: number;
}

/** Options of {@link attackFile}. */
export interface AttackFileOptions extends AttackOrder {
  readonly onFinding: (finding: Finding) => void;
  /** Seconds after which an input counts as one that never ends. Default 60. */
  readonly patience?: number;
}

const program = fileURLToPath(new URL('attack-process.ts', import.meta.url));

/**
 * Attacks the readers of a file in a process of its own, since what hangs or crashes is a finding, too; the attack then goes
 * on behind it, in a new process.
 */
export async function attackFile({
  onFinding,
  patience = 60,
  ...order
}: AttackFileOptions): Promise<AttackResult> {
  const end = performance.now() + order.seconds * 1000;
  let [seed, inputs, seeds] = [order.seed, 0, 0];
  for (;;) {
    const seconds = Math.max(0, (end - performance.now()) / 1000);
    let at: Omit<Finding, 'what'> | undefined;
    const ending = await runProcess({ ...order, seed, seconds }, patience, (line) => {
      if ('at' in line) at = line.at;
      else if ('finding' in line) onFinding(line.finding);
      else [seed, inputs, seeds] = [line.doneSeed + 1, inputs + line.inputs, seeds + 1];
    });
    if (ending === undefined) return { inputs, seeds };
    if (at === undefined) throw new Error(`${order.file} can't be attacked: ${ending}`);
    onFinding({ ...at, what: ending });
    seed = at.seed + 1;
    if (order.copy !== undefined || performance.now() > end) return { inputs, seeds };
  }
}

/** Resolves with how the process ended, or with nothing where it ended by itself. */
function runProcess(
  order: AttackOrder,
  patience: number,
  onLine: (line: AttackReport) => void,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = ['--conditions=@langseg/source', '--import', import.meta.resolve('tsx')];
    const child = spawn(process.execPath, [...options, program, JSON.stringify(order)], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    });
    let isHung = false;
    const hung = (): void => {
      isHung = true;
      child.kill('SIGKILL');
    };
    // Loading the sources comes before the first input.
    let watch = setTimeout(hung, 60_000);
    createInterface({ input: child.stdio[3] as Readable }).on('line', (line) => {
      clearTimeout(watch);
      watch = setTimeout(hung, patience * 1000);
      onLine(JSON.parse(line) as AttackReport);
    });
    let errors = '';
    child.stderr?.on('data', (chunk: Buffer) => (errors = `${errors}${chunk.toString()}`.slice(-1500)));
    child.on('close', (status, signal) => {
      clearTimeout(watch);
      if (isHung) resolve(`has not ended after ${patience} s`);
      else if (status === 0) resolve(undefined);
      else resolve(`ended the process (${signal ?? `status ${status}`}): ${errors}`);
    });
  });
}
