import type { Io } from '../io/io.js';
import type { Terminal } from '../terminal/terminal.js';

/** What a command works with. */
export interface CommandContext {
  readonly io: Io;
  readonly terminal: Terminal;
  /** Print stacks of errors. */
  readonly debug: boolean;
  /** Makes the process end with status 1 although the command came to its end; it has said why. */
  readonly fail: () => void;
}
