import { open, readFile, type FileHandle } from 'node:fs/promises';
import { withIoErrors } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import { z } from 'zod';
import { evaluationSettingsSchema, type EvaluationSettings } from '../record/evaluation-record.js';
import { photoCountsSchema } from '../record/photo-counts.js';
import { settingsDifferences } from '../record/settings-differences.js';
import type { CountedPhoto } from '../run/count-photos.js';
import type { CountStore } from '../run/evaluate-dataset.js';
import type { Shard } from '../run/shard.js';

const headSchema = z.strictObject({
  format: z.literal('langseg-evaluation-progress'),
  formatVersion: z.literal(1),
  shard: z.strictObject({ number: z.int(), of: z.int() }).nullable(),
  settings: z.array(evaluationSettingsSchema).readonly(),
});

const photoSchema = z.union([
  z.strictObject({ counts: z.array(photoCountsSchema).min(1).readonly() }),
  z.strictObject({ skipped: z.strictObject({ id: z.string(), at: z.int(), message: z.string() }) }),
]);

/**
 * Opens a file that remembers counted photos, a line each after one with the settings. Whatever has killed the process that
 * wrote it, what it had finished is there.
 *
 * @throws LangSegError `CONFIG_INVALID` when the file is that of an evaluation with other settings, naming the differences, or is no
 * such file; `IO_FAILED`, also for a full disk.
 */
export async function openCountFile(
  path: string,
  settings: readonly EvaluationSettings[],
  shard: Shard | null,
): Promise<CountStore> {
  const text = await withIoErrors('read the progress', path, () => readFile(path, 'utf8')).catch(
    (error: unknown) => {
      if (LangSegError.is(error, 'NOT_FOUND')) return '';
      throw error;
    },
  );
  // A killed process may have left half a line.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const [head, ...lines] = whole.split('\n').slice(0, -1);
  if (head !== undefined) assertSame(parsed(headSchema, head, path), { settings, shard }, path);
  const earlier = lines.map((line): CountedPhoto => parsed(photoSchema, line, path));

  const file = await withIoErrors('write the progress', path, () =>
    open(path, head === undefined ? 'w' : 'r+'),
  );
  const writer = lineWriter(file, path, Buffer.byteLength(whole));
  try {
    if (head === undefined)
      await writer.write({ format: 'langseg-evaluation-progress', formatVersion: 1, shard, settings });
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    earlier,
    add: (photo) => writer.write(photo),
    close: () => file.close(),
  };
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

function parsed<S extends z.ZodType>(schema: S, line: string, path: string): z.output<S> {
  const { data, error } = schema.safeParse(parseJson(line));
  if (!error) return data;
  throw new LangSegError(
    'CONFIG_INVALID',
    `${path} is no progress of an evaluation, or of another version. Remove it to begin anew.`,
    { path, issues: error.issues },
  );
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function assertSame(
  found: z.output<typeof headSchema>,
  { settings, shard }: { settings: readonly EvaluationSettings[]; shard: Shard | null },
  path: string,
): void {
  const named = (part: Shard | null) => (part ? `${part.number}/${part.of}` : 'none');
  const differences =
    found.settings.length === settings.length
      ? settings.flatMap((each, index) => settingsDifferences(found.settings[index], each))
      : [`questions: ${found.settings.length} and ${settings.length}`];
  if (named(found.shard) !== named(shard))
    differences.push(`shard: ${named(found.shard)} and ${named(shard)}`);
  if (differences.length === 0) return;
  throw new LangSegError(
    'CONFIG_INVALID',
    `${path} is the progress of an evaluation with other settings:\n${differences.map((line) => `  ${line}`).join('\n')}\n` +
      'Repeat the command as it was, or remove the file to begin anew.',
    { path, differences },
  );
}
