import { CommanderError } from 'commander';
import { createProgram } from './create-program.js';
import type { Io } from './io/io.js';
import { exitStatus, type ExitStatus } from './exit-status.js';
import { OutputClosed } from './io/write-to.js';
import { reportFailure } from './report-failure.js';
import { createTerminal } from './terminal/terminal.js';

/**
 * Runs the `langseg` command.
 *
 * @param args what was typed behind `langseg`.
 * @param io streams, environment and a signal; `main` passes the process's.
 * @returns the exit status; never throws.
 */
export async function runCli(args: readonly string[], io: Io): Promise<ExitStatus> {
  let status: ExitStatus = exitStatus.ok;
  const terminal = createTerminal(io);
  const debug = args.includes('--debug') || ['1', 'true'].includes(io.env.LANGSEG_DEBUG ?? '');
  const program = createProgram({ io, terminal, debug, fail: () => (status = exitStatus.failure) });
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof OutputClosed) return exitStatus.ok;
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.ok : exitStatus.usage;
    return reportFailure(error, {
      terminal,
      json: args.includes('--json'),
      debug,
    });
  }
}
