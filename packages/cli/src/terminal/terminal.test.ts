import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { TerminalStream } from '../io/io.js';
import { colorLevel } from './color-level.js';
import { plainTable } from './plain-table.js';
import { printable } from './printable.js';
import { startProgress } from './progress.js';
import { createTerminal } from './terminal.js';

function stream(isTTY: boolean): TerminalStream {
  return Object.assign(new PassThrough(), { isTTY, columns: 80 });
}

describe('colorLevel', () => {
  it.each([
    [true, { TERM: 'xterm-256color' }, 2],
    [true, { TERM: 'xterm', COLORTERM: 'truecolor' }, 3],
    [true, { TERM: 'dumb' }, 0],
    [true, { TERM: 'xterm-256color', NO_COLOR: '1' }, 0],
    [false, { TERM: 'xterm-256color', COLORTERM: 'truecolor' }, 0],
    [false, { FORCE_COLOR: '3' }, 3],
  ])('terminal %s, %j: %d', (isTTY, env, level) => {
    expect(colorLevel(stream(isTTY), env)).toBe(level);
  });
});

describe('a terminal', () => {
  const attack = 'a\x1b[2J\x1b]0;title\x07\x1b[8mhidden\x1b[1;1H\x9b2J\r\b\x1b[31mred\x1b[39m\n\tb';
  const shown = 'a�[2J�]0;title��[8mhidden�[1;1H�2J��\x1b[31mred\x1b[39m\n\tb';

  it('is shown nothing that it would act on, whoever forgot to clean it', async () => {
    const [stdout, stderr] = [stream(true), stream(true)];
    const terminal = createTerminal({
      stdout,
      stderr,
      env: {},
      signal: new AbortController().signal,
    } as never);
    await terminal.print(attack);
    terminal.note(attack);
    terminal.warn(attack);
    await terminal.printJson({ attack });
    const printed = String((stdout as unknown as PassThrough).read());
    const [text, json] = [printed.slice(0, shown.length + 1), printed.slice(shown.length + 1)];
    expect(text).toBe(`${shown}\n`);
    expect(json).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(JSON.parse(json)).toEqual({ attack });
    expect(String((stderr as unknown as PassThrough).read())).toMatch(/^a�\[2J.*warning:.*a�\[2J/s);
  });

  it('keeps the colours of commands', async () => {
    const stdout = stream(true);
    const env = { FORCE_COLOR: '3', TERM: 'xterm-256color', COLORTERM: 'truecolor' };
    const terminal = createTerminal({ stdout, stderr: stream(true), env } as never);
    const { bold, dim, red, yellow, rgb, bgRgb } = terminal.colors;
    const text = [bold('a'), dim('b'), red('c'), yellow('d'), rgb(1, 2, 3)('e'), bgRgb(1, 2, 3)('f')].join(
      '',
    );
    await terminal.print(text);
    expect(text).toContain('\x1b[38;2;1;2;3m');
    expect(String((stdout as unknown as PassThrough).read())).toBe(`${text}\n`);
  });
});

describe('printable', () => {
  it.each([
    ['plain text, ünïcödé 草', 'plain text, ünïcödé 草'],
    ['two\nlines\tand tabs', 'two lines and tabs'],
    ['\u001b[31mred\u0007', '�[31mred�'],
    ['\u202Egnp.exe', '�gnp.exe'],
    // The joiner is part of the Persian word.
    ['می\u200Cخواهم', 'می\u200Cخواهم'],
  ])('%j', (text, safe) => {
    expect(printable(text)).toBe(safe);
  });

  it('cuts between characters, not inside them', () => {
    expect(printable('😀😀😀😀', 3)).toBe('😀😀…');
  });
});

describe('plainTable', () => {
  it('aligns columns and ends no line with blanks', () => {
    const rows = [
      ['a', '1', 'x'],
      ['long', '100', ''],
    ];
    expect(plainTable(rows, ['left', 'right'])).toBe('  a       1  x\n  long  100');
  });

  it('is empty without rows', () => {
    expect(plainTable([])).toBe('');
  });
});

describe('startProgress', () => {
  it('draws on a terminal and leaves it clean', async () => {
    const output = stream(true) as PassThrough;
    const progress = await startProgress(output, { doing: 'Working', amount: (value) => `${value} B` });
    progress.update(5, 10, 'file');
    progress.stop();
    const text = String(output.read());
    expect(text).toMatch(/Working .* 50% 5 B \/ 10 B file/);
    expect(text).toMatch(/\u001b\[2K$/);
  });

  it('writes nothing elsewhere', async () => {
    const output = stream(false) as PassThrough;
    const progress = await startProgress(output, { doing: 'Working' });
    progress.update(5, 10);
    progress.stop();
    expect(output.read()).toBeNull();
  });
});
