import { inspect } from 'node:util';
import { exitStatus, type ExitStatus } from './exit-status.js';
import { OutputClosed } from './io/write-to.js';
import { stackOf } from './stack-of.js';
import { printableLines } from './terminal/printable.js';
import type { Terminal } from './terminal/terminal.js';

/** How a failure is reported. */
export interface FailureOptions {
  readonly terminal: Terminal;
  /** Print it as JSON on standard output, too. */
  readonly json: boolean;
  /** Print the stack. */
  readonly debug: boolean;
}

/** Characters of a message: it may quote what a file holds. */
const maxMessage = 4000;

function cut(message: string): string {
  return message.length > maxMessage ? `${message.slice(0, maxMessage)}…` : message;
}

/** Says what went wrong, and gives the exit status for it. */
export async function reportFailure(
  error: unknown,
  { terminal, json, debug }: FailureOptions,
): Promise<ExitStatus> {
  const { LangSegError } = await import('@langseg/core');
  const code = LangSegError.is(error) ? error.code : undefined;
  const message = cut(printableLines(error instanceof Error ? error.message : inspect(error)));
  const isInterrupted = code === 'ABORTED';
  terminal.note(isInterrupted ? 'Interrupted.' : `${terminal.errorColors.red('error:')} ${message}`);
  if (code === 'USAGE') terminal.note('(--help lists all options)');
  if (debug) terminal.note(stackOf(error));
  else if (!code) terminal.note('This error is unexpected; run again with --debug for details.');
  if (json)
    await terminal.printJson({ error: { code, message } }).catch((failure: unknown) => {
      if (!(failure instanceof OutputClosed)) terminal.note(String(failure));
    });
  if (isInterrupted) return exitStatus.interrupted;
  return code === 'USAGE' ? exitStatus.usage : exitStatus.failure;
}
