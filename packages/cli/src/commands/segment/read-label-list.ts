import {
  labelsFromJson,
  LangSegError,
  parseLabelTree,
  type Label,
  type ParsedLabelTree,
} from '@langseg/core';
import type { Terminal } from '../../terminal/terminal.js';
import { readLabelsFile } from './read-labels-file.js';
import type { SegmentOptions } from './segment-options.js';

/**
 * The labels of `--labels`, then those of `--labels-file`.
 *
 * @throws LangSegError `USAGE` when there are none, `LABELS_INVALID` for an open quote, `NOT_FOUND`, `IO_FAILED`,
 * `FILE_CORRUPT` for a file that is no text.
 */
export async function readLabelList(
  { labels, labelsFile }: Pick<SegmentOptions, 'labels' | 'labelsFile'>,
  terminal: Terminal,
  example = '--labels "sky, grass, other"',
): Promise<readonly Label[]> {
  const parsed = labels === undefined ? [] : [parseLabelTree(labels)];
  if (labelsFile !== undefined) parsed.push(await fromFile(labelsFile));
  const list = parsed.flatMap((part) => part.labels);
  const dropped = parsed.reduce((sum, part) => sum + part.dropped, 0);
  if (list.length === 0)
    throw new LangSegError(
      'USAGE',
      `No labels to look for. Name them with ${example} or --labels-file words.txt.`,
    );
  if (dropped > 0) terminal.warn(`${dropped} empty ${dropped === 1 ? 'label was' : 'labels were'} left out.`);
  return list;
}

/** Of a file: lines, or what a `.json` file holds. */
async function fromFile(path: string): Promise<ParsedLabelTree> {
  const text = await readLabelsFile(path);
  if (!path.toLowerCase().endsWith('.json')) return parseLabelTree(text);
  try {
    return { labels: labelsFromJson(JSON.parse(text)), dropped: 0 };
  } catch (error) {
    if (LangSegError.is(error)) throw error;
    throw new LangSegError(
      'FILE_CORRUPT',
      `${path} is no JSON: ${(error as Error).message}.`,
      { path },
      { cause: error },
    );
  }
}
