import { Option, type Command } from 'commander';

/** Options of every command that works with models, as commander gives them. */
export interface SetupOptions {
  readonly plugin: readonly string[];
  /** A file; false after `--no-config`. */
  readonly config: string | boolean;
}

/** Adds what says which components a command knows. */
export function addSetupOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--plugin <plugin>',
        'load the components of a package or path, such as ./mine.js; can be repeated',
      )
        .argParser((value: string, earlier: readonly string[]) => [...earlier, value])
        .default([], 'none'),
    )
    .addOption(
      new Option('--config <file>', 'use this config (default: langseg.config.* of the working folder)'),
    )
    .addOption(new Option('--no-config', 'use no config'));
}
