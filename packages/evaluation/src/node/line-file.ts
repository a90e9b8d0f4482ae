import { open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder, withIoErrors } from '@langseg/adapter-node';
import { LangSegError, parseJson, safeParse } from '@langseg/core';
import * as z from 'zod';
import { settingsDifferences } from '../record/settings-differences.js';
import type { Shard } from '../run/shard.js';

/** What the lines of a file are. */
export interface LineFormat<H, L> {
  /** `format` of the first line. */
  readonly format: string;
  /** What messages call it: `an evaluation`. */
  readonly what: string;
  readonly settings: z.ZodType<H>;
  readonly line: z.ZodType<L>;
  /** Settings that differ, a line each. Default: `settingsDifferences`. */
  readonly differences?: (one: H, other: H) => string[];
}

/** What a file holds: the settings in its first line, then what was finished. */
export interface ReadLines<H, L> {
  readonly settings: H;
  readonly shard: Shard | null;
  readonly lines: readonly L[];
}

/** A file that lines are added to. */
export interface LineStore<L> {
  readonly earlier: readonly L[];
  add(line: L): Promise<void>;
  close(): Promise<void>;
}

/**
 * Reads a file of lines; half a line at the end, which a killed process may have left, is left out.
 *
 * @throws LangSegError `CONFIG_INVALID` for another file, `NOT_FOUND`, `IO_FAILED`.
 */
export async function readLines<H, L>(path: string, format: LineFormat<H, L>): Promise<ReadLines<H, L>> {
  const text = await withIoErrors('read', path, () => readFile(path, 'utf8'));
  return parseLines(text, path, format) ?? refuse(path, format);
}

/**
 * Opens a file that remembers what was finished, a line each after one with the settings; its folder is made. Whatever has killed the process that
 * wrote it, what it had finished is there.
 *
 * @throws LangSegError `CONFIG_INVALID` when the file has other settings, naming the differences, or is no such file; `IO_FAILED`,
 * also for a full disk.
 */
export async function openLines<H extends object, L>(
  path: string,
  format: LineFormat<H, L>,
  { settings, shard }: { readonly settings: H; readonly shard: Shard | null },
): Promise<LineStore<L>> {
  const text = await withIoErrors('read the progress', path, () => readFile(path, 'utf8')).catch(
    (error: unknown) => {
      if (LangSegError.is(error, 'NOT_FOUND')) return '';
      throw error;
    },
  );
  const found = parseLines(text, path, format);
  if (found) assertSame(found, { settings, shard }, path, format);
  if (!found) await withIoErrors('create the folder', dirname(path), () => makeFolder(dirname(path)));
  const kept = found ? Buffer.byteLength(wholeLines(text)) : 0;
  const file = await withIoErrors('write the progress', path, () => open(path, found ? 'r+' : 'w'));
  const writer = lineWriter(file, path, kept);
  try {
    if (!found) await writer.write({ format: format.format, formatVersion: 1, shard, settings });
  } catch (error) {
    await file.close();
    throw error;
  }
  return { earlier: found?.lines ?? [], add: (line) => writer.write(line), close: () => file.close() };
}

const wholeLines = (text: string): string => text.slice(0, text.lastIndexOf('\n') + 1);

/** Undefined without a whole first line. */
function parseLines<H, L>(text: string, path: string, format: LineFormat<H, L>): ReadLines<H, L> | undefined {
  const [first, ...lines] = wholeLines(text).split('\n').slice(0, -1);
  if (first === undefined) return undefined;
  const head = z.strictObject({
    format: z.literal(format.format),
    formatVersion: z.literal(1),
    shard: z.strictObject({ number: z.int(), of: z.int() }).nullable(),
    settings: format.settings,
  });
  const parsed = <T>(schema: z.ZodType<T>, line: string): T => {
    const { success, data, error } = safeParse(schema, parseJson(line));
    return success ? data : refuse(path, format, error.issues);
  };
  const { settings, shard } = parsed(head, first);
  return { settings, shard, lines: lines.map((line) => parsed(format.line, line)) };
}

function refuse(path: string, { what }: { readonly what: string }, issues: readonly unknown[] = []): never {
  throw new LangSegError(
    'CONFIG_INVALID',
    `${path} is no progress of ${what}, or of another version. Remove it to begin anew.`,
    { path, issues },
  );
}

/** Writes lines one after the other, from `position` on; whatever stood there is cut off. */
function lineWriter(file: FileHandle, path: string, position: number) {
  let at = position;
  return {
    async write(value: unknown): Promise<void> {
      const bytes = Buffer.from(`${JSON.stringify(value)}\n`);
      await withIoErrors('write the progress', path, async () => {
        if (at === position && position > 0) await file.truncate(position);
        await file.write(bytes, 0, bytes.length, at);
      });
      at += bytes.length;
    },
  };
}

function assertSame<H extends object>(
  found: { readonly settings: H; readonly shard: Shard | null },
  asked: { readonly settings: H; readonly shard: Shard | null },
  path: string,
  { what, differences: differencesOf = settingsDifferences }: LineFormat<H, unknown>,
): void {
  const named = (part: Shard | null) => (part ? `${part.number}/${part.of}` : 'none');
  const differences = differencesOf(found.settings, asked.settings);
  const [before, now] = [named(found.shard), named(asked.shard)];
  if (before !== now) differences.push(`shard: ${before} and ${now}`);
  if (differences.length === 0) return;
  throw new LangSegError(
    'CONFIG_INVALID',
    `${path} is the progress of ${what} with other settings:\n${differences.map((line) => `  ${line}`).join('\n')}\n` +
      'Repeat the command as it was, or remove the file to begin anew.',
    { path, differences },
  );
}
