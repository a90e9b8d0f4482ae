import { LangSegError } from '../errors/lang-seg-error.js';

/** What a person typed, taken apart. */
export interface ParsedLabels {
  readonly labels: readonly string[];
  /** How many empty entries were left out. */
  readonly dropped: number;
}

/** One entry: a quoted text with doubled quotes inside, or anything up to the next comma or line end. */
const entry = /[^\S\n]*(?:"((?:[^"]|"")*)"[^\S\n]*(?=[,\n]|$)|([^,\n]*))(,|\n|$)/y;

/**
 * Reads labels separated by commas or line ends, as in `sky, grass, dog` or a file with one label a line. Blanks around
 * a label are dropped, and so are empty entries. A label that contains a comma is put in double quotes; a double
 * quote inside those is doubled.
 *
 * @throws LangSegError `LABELS_INVALID` when a quote is not closed.
 */
export function parseLabels(text: string): ParsedLabels {
  const source = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\n+$/, '');
  const labels: string[] = [];
  let dropped = 0;
  if (!source.trim()) return { labels, dropped };
  entry.lastIndex = 0;
  for (let end = ','; end !== '';) {
    const [, quoted, plain, separator] = entry.exec(source)!;
    if (plain?.startsWith('"'))
      throw new LangSegError(
        'LABELS_INVALID',
        `A label that starts with a double quote must end with one, got ${plain.trim()}. Write "like, this".`,
        { label: plain },
      );
    const label = quoted?.replaceAll('""', '"').trim() ?? plain.trim();
    if (label) labels.push(label);
    else dropped++;
    end = separator;
  }
  return { labels, dropped };
}
