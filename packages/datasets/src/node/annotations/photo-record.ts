import { LangSegError, parseJson, safeParse } from '@langseg/core';
import * as z from 'zod';

const count = z.int().min(0);

const side = z.int().min(1).max(1_000_000);

/** A path inside a folder, with `/` between folders, that doesn't lead out of it. */
export const insidePath = z
  .string()
  .min(1)
  .refine(
    (path) =>
      !/^[/\\]|\\|^[a-z]:/i.test(path) && !path.split('/').some((part) => ['', '.', '..'].includes(part)),
  );

/** A photo of a data set that is being made, one line of its journal. */
export const photoRecord = z.strictObject({
  file: insidePath,
  /** Place of the photo among all of the data set. */
  order: count,
  /** Where the photo was found, and its size in bytes and time of change then. */
  source: z.string(),
  bytes: count,
  changed: z.number(),
  width: side,
  height: side,
  areas: z.array(
    z.strictObject({
      category: count,
      pixels: count,
      box: z.tuple([count, count, count, count]),
      counts: z.string(),
      score: z.number().optional(),
    }),
  ),
});

/** {@link photoRecord}, checked. */
export type PhotoRecord = z.output<typeof photoRecord>;

/** A photo that is missing in a data set, and why. */
export const failureRecord = z.strictObject({
  /** Its name for people. */
  failed: z.string(),
  source: z.string(),
  code: z.string(),
  message: z.string(),
});

/** {@link failureRecord}, checked. */
export type FailureRecord = z.output<typeof failureRecord>;

const line = z.union([photoRecord, failureRecord]);

/** @throws LangSegError `FILE_CORRUPT` for what is no line of a journal. */
export function parseLine(text: string, path: string): PhotoRecord | FailureRecord {
  const { data, error } = safeParse(line, parseJson(text));
  if (data) return data;
  throw new LangSegError(
    'FILE_CORRUPT',
    `${path} has a line that is no record of a photo: ${text.slice(0, 60)}… Make the data set anew.`,
    { path },
    { cause: error },
  );
}
