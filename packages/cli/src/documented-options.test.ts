import { readFileSync } from 'node:fs';
import type { Option } from 'commander';
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

function optionsOf(command: string): readonly Option[] {
  return createProgram(context).commands.find((each) => each.name() === command)!.options;
}

/** Options in the tables behind a heading, each with its row. */
function documented(file: string, heading: RegExp): Map<string, string> {
  const text = readFileSync(new URL(`../../../docs/${file}`, import.meta.url), 'utf8');
  const [section] = text.slice(text.search(heading)).split(/\n## (?!Limits|The API)/, 1);
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return new Map(
    rows.flatMap((row) =>
      [...row.matchAll(/`(--[a-z-]+)/g)].map(([, name]): [string, string] => [name, row]),
    ),
  );
}

it.each([
  ['segment', 'cli.md', /(?<=\n## )segment\n/],
  ['train', 'cli.md', /(?<=\n## )train\n/],
  ['serve', 'serving.md', /(?<=\n## )Running it\n/],
])('the documentation of %s has every option with its default, and no other', (command, file, heading) => {
  const rows = documented(file, heading);
  const options = optionsOf(command);
  expect([...rows.keys()].sort()).toEqual(options.map(({ long }) => long).sort());
  for (const { long, description, defaultValue, defaultValueDescription } of options) {
    if (long === '--threads') {
      expect(description).toContain('physical cores, at most 16');
      expect(rows.get(long)).toContain('physical cores up to 16');
    }
    if (defaultValueDescription === undefined && ['string', 'number'].includes(typeof defaultValue))
      expect(rows.get(long!)?.replaceAll('`', ''), long).toContain(String(defaultValue));
  }
});
