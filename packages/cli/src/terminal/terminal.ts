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

/** What a terminal acts on, but for line ends, tabs, and the colours that the commands choose. */
const controls =
  /(\x1b\[(?:[0-79]|2[1-9]|3[0-79]|4[0-79]|[39][0-7]|10[0-7]|[34]8;[\d;]{1,15})m)|(?![\n\t])\p{Cc}/gu;

/**
 * Text as a terminal may show it. Whatever comes from a file is cleaned where it is put into a line; this holds for what was
 * forgotten there, and for stacks and messages of others.
 */
function harmless(text: string): string {
  return text.replace(controls, (_, color?: string) => color ?? '�');
}

/** JSON leaves control characters beyond ASCII as they are, and some terminals act on them. */
function escapedJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\x7f-\x9f]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
}

/** @param io the process's streams, or a test's. */
export function createTerminal({ stdout, stderr, env }: Io): Terminal {
  const colors = new Ansis(colorLevel(stdout, env));
  const errorColors = new Ansis(colorLevel(stderr, env));
  const note = (text: string): void => void stderr.write(`${harmless(text)}\n`);
  return {
    colors,
    errorColors,
    print: (text) => writeTo(stdout, `${harmless(text)}\n`),
    printJson: (value) => writeTo(stdout, `${escapedJson(value)}\n`),
    printBytes: (bytes) => writeTo(stdout, bytes),
    note,
    warn: (text) => note(`${errorColors.yellow('warning:')} ${text}`),
    progress: (format) => startProgress(stderr, format),
  };
}
