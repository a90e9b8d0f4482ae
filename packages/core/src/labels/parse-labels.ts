import { LangSegError } from '../errors/lang-seg-error.js';
import { quoteLabel } from './quote-label.js';

/** What a person typed, split into labels. */
export interface ParsedLabels {
  readonly labels: readonly string[];
  /** How many empty entries were left out. */
  readonly dropped: number;
}

/** One entry of a list and where it ends: at a separator, or at the end of the text. */
export interface Entry {
  readonly label: string;
  readonly isQuoted: boolean;
  readonly end: number;
}

/**
 * Reads labels separated by commas or line ends, as in `sky, grass, dog` or a file with one label a line. Blanks around
 * a label are dropped, and so are empty entries. A label that contains a comma is put in double quotes; a double
 * quote inside those is doubled. The time is linear in the length of any text.
 *
 * @throws LangSegError `LABELS_INVALID` when a quote is not closed.
 */
export function parseLabels(text: string): ParsedLabels {
  const { entries, dropped } = parseEntries(text);
  return { labels: entries.map(({ label }) => label), dropped };
}

/** As {@link parseLabels}, telling what was in quotes. */
export function parseEntries(text: string): { readonly entries: readonly Entry[]; readonly dropped: number } {
  const source = withoutLastLineEnds(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  const entries: Entry[] = [];
  let dropped = 0;
  if (!source.trim()) return { entries, dropped };
  for (let at = 0; at <= source.length;) {
    const entry = readEntry(source, at);
    if (entry.label) entries.push(entry);
    else dropped++;
    at = entry.end + 1;
  }
  return { entries, dropped };
}

function readEntry(source: string, at: number): Entry {
  const start = skipBlanks(source, at);
  if (source[start] === '"') return readQuoted(source, start);
  const end = find(/[,\n]/g, source, start);
  return { label: source.slice(start, end).trim(), isQuoted: false, end };
}

/** A text in quotes, with doubled quotes inside. */
function readQuoted(source: string, start: number): Entry {
  let close = source.indexOf('"', start + 1);
  while (close >= 0 && source[close + 1] === '"') close = source.indexOf('"', close + 2);
  const end = close < 0 ? source.length : skipBlanks(source, close + 1);
  if (close >= 0 && (end === source.length || /[,\n]/.test(source[end])))
    return {
      label: source
        .slice(start + 1, close)
        .replaceAll('""', '"')
        .trim(),
      isQuoted: true,
      end,
    };
  const label = source.slice(start, find(/[,\n]/g, source, start)).trim();
  throw new LangSegError(
    'LABELS_INVALID',
    `A label that starts with a double quote must end with one, got ${quoteLabel(label)}. Write "like, this".`,
    { label },
  );
}

/** Where the blanks at a place end, line ends not counted as blanks. */
function skipBlanks(source: string, at: number): number {
  return find(/[\S\n]/g, source, at);
}

/** Where a pattern matches first at or behind a place; the end of the text where it does not. */
function find(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(source)?.index ?? source.length;
}

/** As a loop, because `/\n+$/` tries anew at every line end of the text: quadratic in their number. */
function withoutLastLineEnds(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  return text.slice(0, end);
}
