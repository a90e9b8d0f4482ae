import { parseLabelTree, safeParse } from '@langseg/core';
import { Refusal } from '@langseg/server';
import * as z from 'zod';
import type { ConfigLabel } from './labelling-config.js';

const texts = z.object({
  result: z.array(
    z.object({
      type: z.literal('textarea'),
      value: z.object({ text: z.union([z.string(), z.array(z.string())]) }),
    }),
  ),
});

const context = z.object({ result: z.array(z.unknown()) });

/** What somebody has typed into the text areas of the task that is open; `''` for nothing. */
export function promptOf(of: unknown): string {
  const { data } = safeParse(context, of);
  return (data?.result ?? [])
    .flatMap((each) => safeParse(texts, { result: [each] }).data?.result ?? [])
    .flatMap(({ value }) => value.text)
    .filter((text) => text.trim() !== '')
    .join(', ');
}

/**
 * Labels with the words of a prompt: `vehicle = car | bus, road` says which words stand for which label. Where there is one label alone, all words
 * are its own. Labels that are not named keep their words.
 *
 * @throws Refusal `REQUEST_INVALID` for a label that the project has not; LangSegError `LABELS_INVALID`.
 */
export function withPrompt(labels: readonly ConfigLabel[], prompt: string): ConfigLabel[] {
  if (prompt === '') return [...labels];
  const typed = parseLabelTree(prompt).labels.map((label) =>
    typeof label === 'string' ? { name: label } : { name: label.name, words: label.words },
  );
  const names = new Set(labels.map(({ name }) => name));
  const strange = typed.find(({ name }) => !names.has(name));
  if (strange && labels.length === 1)
    return [{ name: labels[0].name, words: typed.flatMap(({ name, words }) => words ?? [name]) }];
  if (strange)
    throw new Refusal(
      'REQUEST_INVALID',
      `The prompt names "${strange.name.slice(0, 100)}", which is no label of this project. Say which label the words are for: "${labels[0].name} = ${strange.name.slice(0, 100)}".`,
    );
  const words = new Map(typed.map((label) => [label.name, label.words]));
  return labels.map((label) => ({ name: label.name, words: words.get(label.name) ?? label.words }));
}
