import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, withIoErrors, writeAtomically } from '@langseg/adapter-node';
import { LangSegError, parseJson, safeParse, throwIfAborted, type RunOptions } from '@langseg/core';
import * as z from 'zod';
import {
  assertSameNote,
  checkNote,
  fileFormats,
  parseNote,
  type EmbeddingNote,
  type FileFormat,
} from '../note/embedding-note.js';
import type { EmbeddingSet } from '../set/embedding-set.js';
import { fileSet } from './file-set.js';
import { openJournal } from './journal.js';

const noteName = 'embeddings.json';
const journalName = 'photos.jsonl';

/** Options of {@link createFileSet}. */
export interface CreateFileSetOptions extends RunOptions {
  readonly format: FileFormat;
  /** Whether to add to what is there already. */
  readonly resume?: boolean;
}

/**
 * Begins or continues a folder of embeddings.
 *
 * @throws LangSegError `USAGE` for a folder that holds some already unless it is to be continued, or some made with other settings;
 * `HASH_MISMATCH` for those of another model; `FILE_CORRUPT`, `IO_FAILED`, `ABORTED`.
 */
export async function createFileSet(
  folder: string,
  wanted: EmbeddingNote,
  { format, resume = false, signal }: CreateFileSetOptions,
): Promise<EmbeddingSet> {
  const note = checkNote(wanted);
  await withIoErrors('create the folder', folder, () => makeFolder(folder));
  const found = await readNote(folder);
  if (found && !resume)
    throw new LangSegError(
      'USAGE',
      `${folder} holds embeddings already. Continue them (--resume on the command line), or choose another folder.`,
      { folder },
    );
  if (found) {
    assertSameNote(found.note, note, folder);
    if (found.format !== format)
      throw new LangSegError(
        'USAGE',
        `The embeddings in ${folder} are in ${found.format} files, not ${format}.`,
      );
  } else {
    const bytes = new TextEncoder().encode(`${JSON.stringify({ format, note }, null, 2)}\n`);
    await writeAtomically(join(folder, noteName), (sink) => sink.write(bytes), { signal });
  }
  return fileSet(folder, note, format, await openJournal(join(folder, journalName), false));
}

/**
 * Opens a folder of embeddings for searching.
 *
 * @returns undefined where there are none.
 * @throws LangSegError `FILE_CORRUPT`, `IO_FAILED`.
 */
export async function openFileSet(
  folder: string,
  { signal }: RunOptions = {},
): Promise<EmbeddingSet | undefined> {
  throwIfAborted(signal);
  const found = await readNote(folder);
  if (!found) return undefined;
  return fileSet(folder, found.note, found.format, await openJournal(join(folder, journalName), true));
}

const noteFile = z.strictObject({ format: z.enum(fileFormats), note: z.unknown() });

async function readNote(
  folder: string,
): Promise<{ readonly format: FileFormat; readonly note: EmbeddingNote } | undefined> {
  const path = join(folder, noteName);
  let text: string;
  try {
    text = await withIoErrors('read', path, () => readFile(path, 'utf8'));
  } catch (error) {
    if (LangSegError.is(error, 'NOT_FOUND')) return undefined;
    throw error;
  }
  const { data } = safeParse(noteFile, parseJson(text));
  return { format: data?.format ?? 'safetensors', note: parseNote(data?.note, path) };
}
