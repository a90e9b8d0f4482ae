import { WriteStream } from 'node:tty';
import type { Io, TerminalStream } from '../io/io.js';

/** How many colours a stream shows: none, 16, 256 or all. */
export type ColorLevel = 0 | 1 | 2 | 3;

const levels: Readonly<Record<number, ColorLevel>> = { 4: 1, 8: 2, 24: 3 };

/** None where the stream is no terminal or `NO_COLOR` is set; `FORCE_COLOR` overrules both, as in Node itself. */
export function colorLevel(stream: TerminalStream, env: Io['env']): ColorLevel {
  if (!stream.isTTY && !env.FORCE_COLOR) return 0;
  return levels[WriteStream.prototype.getColorDepth(env)] ?? 0;
}
