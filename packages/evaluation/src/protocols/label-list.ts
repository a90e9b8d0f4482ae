import { LangSegError } from '@langseg/core';
import * as z from 'zod';

/** Where a fact was published. */
export const publishedAt = z.strictObject({
  /** Of GitHub: `owner/name`. */
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'A repository such as "owner/name".'),
  path: z.string().min(1),
  commit: z.string().regex(/^[0-9a-f]{40}$/, '40 hexadecimal digits.'),
});

/** Schema of {@link LabelList}. */
export const labelListSchema = z.strictObject({
  source: publishedAt,
  /** Of the published entries, joined by `\n`, as UTF-8. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits.'),
  /** The entries as published, without blanks around them, in the order of classes. */
  entries: z.array(z.string().min(1)).min(1).readonly(),
  /** What stands between several words of an entry. Without it, an entry is one word. */
  separator: z.string().min(1).optional(),
  /** Which of an entry's words stand for the class. Default `all`. */
  use: z.enum(['all', 'first']).optional(),
  /** Better spellings by class number, written as the entry is: `{ 19: 'television' }`. */
  cleaned: z.record(z.coerce.number().int().min(0), z.string().min(1)).optional(),
});

/** The words of a benchmark's classes, as somebody published them. */
export type LabelList = z.infer<typeof labelListSchema>;

/** `faithful` words are spelt as published, `cleaned` ones as people write them. */
export type Spelling = 'faithful' | 'cleaned';

/**
 * The words of each class.
 *
 * @throws LangSegError `CONFIG_INVALID` for a correction of a class that is not there.
 */
export function classWords(list: LabelList, spelling: Spelling): string[][] {
  const { entries, separator, use = 'all', cleaned = {} } = list;
  const strange = Object.keys(cleaned).find((index) => Number(index) >= entries.length);
  if (strange !== undefined)
    throw new LangSegError(
      'CONFIG_INVALID',
      `A list of ${entries.length} classes has no class ${strange} whose spelling could be better.`,
      { classes: entries.length, class: strange },
    );
  return entries.map((entry, index) => {
    const text = spelling === 'cleaned' ? (cleaned[index] ?? entry) : entry;
    const words = separator === undefined ? [text] : text.split(separator).map((word) => word.trim());
    return use === 'first' ? words.slice(0, 1) : words;
  });
}

/** The entries of a list that is written with ` | ` between them, over several lines. */
export function publishedEntries(text: string): string[] {
  return text.trim().split(/ \| |\n/);
}
