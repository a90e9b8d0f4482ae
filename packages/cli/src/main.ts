import type { Io } from './io/io.js';
import { runCli } from './run-cli.js';

/**
 * Runs the command for the process: its arguments, its streams, its signals. The first Ctrl-C cancels, so that nothing
 * half-written is left; the second one ends at once.
 */
export async function main(): Promise<void> {
  const controller = new AbortController();
  // Without a handler the second one is the system's business, which ends the process even in the middle of native code.
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const onFirst = (): void => {
    for (const signal of signals) process.off(signal, onFirst);
    controller.abort();
  };
  for (const signal of signals) process.on(signal, onFirst);
  // A failed write is reported to whoever wrote; without a listener it would end the process as well.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

  const io: Io = {
    // Standard input is opened when it is read: an open one keeps the process alive.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    signal: controller.signal,
  };
  process.exitCode = await runCli(process.argv.slice(2), io);
  if (controller.signal.aborted) process.exit();
}
