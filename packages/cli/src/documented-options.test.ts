import { readFileSync } from 'node:fs';
import { conversionOptions } from '@langseg/convert';
import type { Command, Option } from 'commander';
import { defaultRegistry } from 'langseg';
import { expect, it } from 'vitest';
import type { CommandContext } from './commands/command-context.js';
import { createProgram } from './create-program.js';
import { createTerminal } from './terminal/terminal.js';

const { stdin, stdout, stderr } = process;
const io = { stdin, stdout, stderr, env: {}, signal: new AbortController().signal };
const context: CommandContext = {
  io,
  terminal: createTerminal(io),
  debug: false,
  fail: () => undefined,
};

const program = createProgram(context);

/** Options of a command and of those below it. */
function optionsOf({ options, commands }: Command): Option[] {
  return [...options, ...commands.flatMap(optionsOf)];
}

/** The text behind a heading, up to the next one that is not a part of it. */
function sectionOf(file: string, heading: RegExp): string {
  const text = readFileSync(new URL(`../../../docs/${file}`, import.meta.url), 'utf8');
  return text.slice(text.search(heading)).split(/\n## (?!Limits|The API)/, 1)[0];
}

/** Options and short options in the tables of a text, each with its row. */
function documented(section: string): Map<string, string> {
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return new Map(
    rows.flatMap((row) =>
      [...row.matchAll(/`(--?[a-z-]+)/g)].map(([, name]): [string, string] => [name, row]),
    ),
  );
}

const sections = new Map([['serve', sectionOf('serving.md', /(?<=\n## )Running it\n/)]]);
const sectionOfCommand = (name: string): string =>
  sections.get(name) ?? sectionOf('cli.md', new RegExp(`(?<=\\n## )${name}\\n`));

it.each(program.commands.map((command) => [command.name(), command] as const))(
  'the documentation of %s has every option with its default and its choices, and no other',
  (name, command) => {
    const rows = documented(sectionOfCommand(name));
    const options = optionsOf(command);
    const flags = options.flatMap(({ long, short }) => [long, short]).filter((flag) => flag !== undefined);
    expect([...rows.keys()].sort()).toEqual([...new Set(flags)].sort());
    for (const { long, description, argChoices, defaultValue, defaultValueDescription } of options) {
      const row = rows.get(long!)!.replaceAll('`', '');
      if (long === '--threads') {
        expect(description).toContain('physical cores, at most 16');
        expect(row).toContain('physical cores up to 16');
      }
      for (const choice of argChoices ?? []) expect(row, long).toContain(choice);
      if (defaultValueDescription === undefined && ['string', 'number'].includes(typeof defaultValue))
        expect(row, long).toContain(String(defaultValue));
    }
  },
);

it('the documentation names every command, and every one below it', () => {
  const overview = sectionOf('cli.md', /# Command line/);
  for (const command of program.commands) {
    expect(overview).toMatch(new RegExp(`^\\| \\[\`${command.name()}\`\\]`, 'm'));
    for (const below of command.commands)
      expect(sectionOfCommand(command.name())).toContain(`langseg ${command.name()} ${below.name()}`);
  }
});

it('convert has a flag for whatever the built-in architectures ask', () => {
  const convert = program.commands.find((command) => command.name() === 'convert')!;
  const flags = convert.options.map((option) => option.attributeName());
  const asked = conversionOptions(defaultRegistry).map(({ name }) => name);
  expect(flags).toEqual(expect.arrayContaining(asked));
  expect(asked.length).toBeGreaterThan(5);
});
