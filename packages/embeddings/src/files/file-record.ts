import { LangSegError, parseJson, safeParse } from '@langseg/core';
import * as z from 'zod';

const count = z.int().min(0);
const side = z.int().min(1).max(1_000_000);

/** A path inside a folder that doesn't lead out of it. */
const insidePath = z
  .string()
  .min(1)
  .refine(
    (path) =>
      !/^[/\\]|\\|^[a-z]:/i.test(path) && !path.split('/').some((part) => ['', '.', '..'].includes(part)),
  );

/** A photo of a folder of embeddings, one line of its journal. */
export const fileRecord = z.strictObject({
  name: z.string(),
  source: z.string(),
  bytes: count,
  changed: z.number(),
  /** Path of its files inside the folder, without an ending. */
  file: insidePath,
  width: side,
  height: side,
  rows: side,
  columns: side,
  vectors: z.int().min(1),
});

/** {@link fileRecord}, checked. */
export type FileRecord = z.output<typeof fileRecord>;

/** @throws LangSegError `FILE_CORRUPT` for what is no line of a journal. */
export function parseRecord(text: string, path: string): FileRecord {
  const { data, error } = safeParse(fileRecord, parseJson(text));
  if (data) return data;
  throw new LangSegError(
    'FILE_CORRUPT',
    `${path} has a line that is no record of a photo: ${text.slice(0, 60)}… Embed the photos again, in another folder.`,
    { path },
    { cause: error },
  );
}
