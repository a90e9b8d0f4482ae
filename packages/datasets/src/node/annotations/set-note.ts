import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, withIoErrors, writeAtomically } from '@langseg/adapter-node';
import { LangSegError, parseJson, safeParse, type RunOptions } from '@langseg/core';
import * as z from 'zod';
import { insidePath } from './photo-record.js';

const byte = z.int().min(0).max(255);

/** What a data set that LangSeg makes is, kept in it so that it can be continued and put together with others. */
const setNote = z.strictObject({
  version: z.literal(1),
  created: z.string(),
  name: z.string(),
  license: z.string().optional(),
  madeWith: z.string().optional(),
  format: z.looseObject({ type: z.string() }),
  imageFolder: insidePath,
  categories: z.array(z.strictObject({ name: z.string(), color: z.tuple([byte, byte, byte]) })).min(1),
  instances: z.enum(['labels', 'components']),
  minArea: z.int().min(1),
  sharesPixels: z.boolean(),
  valShare: z.number(),
  settings: z.record(z.string(), z.unknown()),
});

/** {@link setNote}, checked. */
export type SetNote = z.output<typeof setNote>;

/** Folder of what is kept for later runs, inside the data set. */
const workFolder = '.langseg-dataset';

/** Where the journal of a data set is. */
export function journalPath(folder: string): string {
  return join(folder, workFolder, 'photos.jsonl');
}

/** @throws LangSegError `IO_FAILED`, `ABORTED`. */
export async function writeSetNote(folder: string, note: SetNote, options: RunOptions): Promise<void> {
  const path = join(folder, workFolder, 'set.json');
  await withIoErrors('create the folder', folder, () => makeFolder(join(folder, workFolder)));
  const bytes = new TextEncoder().encode(`${JSON.stringify(note, null, 2)}\n`);
  await writeAtomically(path, (sink) => sink.write(bytes), options);
}

/**
 * @returns undefined where there is none.
 * @throws LangSegError `FILE_CORRUPT`, `IO_FAILED`.
 */
export async function readSetNote(folder: string): Promise<SetNote | undefined> {
  const path = join(folder, workFolder, 'set.json');
  let text: string;
  try {
    text = await withIoErrors('read', path, () => readFile(path, 'utf8'));
  } catch (error) {
    if (LangSegError.is(error, 'NOT_FOUND')) return undefined;
    throw error;
  }
  const { data, error } = safeParse(setNote, parseJson(text));
  if (data) return data;
  throw new LangSegError(
    'FILE_CORRUPT',
    `${path} is damaged, or of another version of LangSeg. Make the data set anew in another folder.`,
    { path },
    { cause: error },
  );
}

/** What areas depend on: where it differs, photos can't be in one data set. */
const decisive = ['categories', 'instances', 'minArea', 'sharesPixels', 'settings'] as const;

/** Names of what differs between two data sets so that they can't be one. @param more further properties that count. */
export function noteDifferences(a: SetNote, b: SetNote, more: readonly (keyof SetNote)[] = []): string[] {
  const flat = ({ settings, ...others }: SetNote): Record<string, unknown> => ({
    ...Object.fromEntries(
      [...decisive, ...more].map((key) => [key, key === 'settings' ? 0 : { ...others }[key]]),
    ),
    ...settings,
  });
  const [first, second] = [flat(a), flat(b)].map((each) => JSON.parse(JSON.stringify(each)) as object);
  const values = (key: string) => [first, second].map((each) => JSON.stringify(each[key as never]));
  return [...new Set([...Object.keys(first), ...Object.keys(second)])].flatMap((key) => {
    const [was, is] = values(key);
    if (was === is) return [];
    return [`${key}: ${shortened(was)} is now ${shortened(is)}`];
  });
}

function shortened(text = 'nothing'): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
