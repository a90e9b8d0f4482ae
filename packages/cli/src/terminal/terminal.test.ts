import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { TerminalStream } from '../io/io.js';
import { colorLevel } from './color-level.js';
import { plainTable } from './plain-table.js';
import { printable } from './printable.js';
import { startProgress } from './progress.js';

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
