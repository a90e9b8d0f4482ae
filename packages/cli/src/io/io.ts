import type { Readable, Writable } from 'node:stream';

/** What a command may know of a terminal stream; files and pipes have none of it. */
export type TerminalStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** Everything of the process that commands touch, so that tests can put something else in its place. */
export interface Io {
  readonly stdin: Readable;
  readonly stdout: TerminalStream;
  readonly stderr: TerminalStream;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** Fires when the command is to stop (Ctrl-C). */
  readonly signal: AbortSignal;
}
