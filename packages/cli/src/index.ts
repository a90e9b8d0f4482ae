export { exitStatus, type ExitStatus } from './exit-status.js';
export type { Io, TerminalStream } from './io/io.js';
export { main } from './main.js';
export { runCli } from './run-cli.js';
