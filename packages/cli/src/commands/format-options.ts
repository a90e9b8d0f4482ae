import { Option } from 'commander';
import { collected, listed } from './option-values.js';

/** Names with what they stand for, one a line, for the help of a command. */
export function describedNames(list: Readonly<Record<string, string>>): string {
  return Object.entries(list)
    .map(([name, what]) => `  ${name.padEnd(12)}${what}`)
    .join('\n');
}

/** What a command that loads its formats on demand writes. */
export function formatsOption(formats: Readonly<Record<string, string>>, fallback: string): Option {
  return new Option(
    '-f, --format <types>',
    `what to write, separated by commas: ${Object.keys(formats).join(', ')}`,
  )
    .argParser(listed)
    .default(undefined, fallback);
}

/** Options of what is written, each for itself. */
export function settingsOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser(collected).default([], 'nothing');
}
