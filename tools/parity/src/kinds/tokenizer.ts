import { readFile } from 'node:fs/promises';
import { LangSegError } from '@langseg/core';
import { normalizeClipText, type ClipTokenizer } from '@langseg/text-encoders';
import * as z from 'zod';
import { codeKind } from '../case-kind.js';
import type { Comparison } from '../compare.js';
import { clipTokenizer } from '../networks/clip-text.js';

const ids = z.array(z.int());

const tokenizedText = z.looseObject({
  text: z.string(),
  /** Absent for texts that are too long. */
  ids: ids.optional(),
  /** Only for texts that are too long: upstream's message, and the ids with truncation. */
  error: z.string().optional(),
  ids_truncated: ids.optional(),
  /** The text after normalisation, where that changes it. */
  clean: z.string().optional(),
  /** Decoded ids without markers, where that is neither the clean text nor that and a space. */
  decode: z.string().optional(),
});

const content = z.looseObject({
  context_length: z.int(),
  cases: z.array(tokenizedText),
  label_files: z.record(z.string(), z.array(z.tuple([z.string(), ids]))).default({}),
});

/** Ids, truncation, normalisation and decoding of the CLIP tokenizer. Errors count texts that differ. */
export const tokenizer = codeKind({ data: z.string() }, async ({ data }, { files }) => {
  const parsed = content.parse(JSON.parse(await readFile(files.path(data), 'utf8')));
  const { context_length: contextLength, cases, label_files: labelFiles } = parsed;
  const clip = await clipTokenizer();
  const differing = new Map<string, string[]>();
  const check = (output: string, text: string, found: unknown, expected: unknown) => {
    const texts = differing.get(output) ?? [];
    differing.set(output, texts);
    if (JSON.stringify(found) !== JSON.stringify(expected)) texts.push(text);
  };

  for (const { text, clean = text, ...expected } of cases) {
    if (expected.ids) {
      check('ids', text, clip.encode(text), expected.ids);
      const decoded = clip.decode(expected.ids.slice(1, -1));
      const isPlain = expected.decode === undefined;
      check('decode', text, isPlain ? decoded.replace(/ $/, '') : decoded, expected.decode ?? clean);
    }
    check('clean', text, normalizeClipText(text), clean);
    check('error', text, isTooLong(clip, text, contextLength), expected.error !== undefined);
    if (expected.ids_truncated)
      check('ids_truncated', text, clip.tokenize([text], { contextLength })[0].ids, expected.ids_truncated);
  }
  for (const [name, labels] of Object.entries(labelFiles))
    for (const [label, expected] of labels) check(name, label, clip.encode(label), expected);
  return [...differing].map(([output, texts]): Comparison => ({
    output: texts.length > 0 ? `${output} of ${JSON.stringify(texts.slice(0, 3))}` : output,
    error: texts.length,
    tolerance: 0,
  }));
});

function isTooLong(clip: ClipTokenizer, text: string, contextLength: number): boolean {
  try {
    clip.tokenize([text], { contextLength, onTooLong: 'error' });
    return false;
  } catch (error) {
    if (LangSegError.is(error, 'LABELS_INVALID')) return true;
    throw error;
  }
}
