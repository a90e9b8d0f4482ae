import { Ansis } from 'ansis';
import { writeTo } from '../io/write-to.js';
import type { Io } from '../io/io.js';
import { colorLevel } from './color-level.js';
import { startProgress, type Progress, type ProgressFormat } from './progress.js';

/** Speaks to the person at the terminal: results on standard output, everything else on standard error. */
export interface Terminal {
  /** Colours that standard output shows. */
  readonly colors: Ansis;
  /** Colours that standard error shows. */
  readonly errorColors: Ansis;
  /** Prints a result and a line end. */
  print(text: string): Promise<void>;
  /** Prints one JSON value as one line. */
  printJson(value: unknown): Promise<void>;
  /** Prints bytes as they are. */
  printBytes(bytes: Uint8Array): Promise<void>;
  /** Prints a remark on standard error. */
  note(text: string): void;
  /** Prints a remark that begins with `warning:`. */
  warn(text: string): void;
  /** A progress bar on standard error when that is a terminal, else nothing. */
  progress(format: ProgressFormat): Promise<Progress>;
}

/** @param io the process's streams, or a test's. */
export function createTerminal({ stdout, stderr, env }: Io): Terminal {
  const colors = new Ansis(colorLevel(stdout, env));
  const errorColors = new Ansis(colorLevel(stderr, env));
  const note = (text: string): void => void stderr.write(`${text}\n`);
  return {
    colors,
    errorColors,
    print: (text) => writeTo(stdout, `${text}\n`),
    printJson: (value) => writeTo(stdout, `${JSON.stringify(value)}\n`),
    printBytes: (bytes) => writeTo(stdout, bytes),
    note,
    warn: (text) => note(`${errorColors.yellow('warning:')} ${text}`),
    progress: (format) => startProgress(stderr, format),
  };
}
