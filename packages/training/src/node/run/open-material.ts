import type { Disposable } from '@langseg/core';
import type { OfferedLabels } from '../../data/labels/offered-labels.js';
import { unusedKeys } from '../../data/labels/unused-keys.js';
import { LabelEmbeddings } from '../../text/label-embeddings.js';
import type { NodeRecipe } from '../recipe/node-recipe.js';
import type { AssembleOptions } from './assemble-options.js';
import { openData, type OpenData } from './open-data.js';
import { openTeachers, type OpenTeacher } from './open-teachers.js';
import { openText, type OpenText } from './open-text.js';
import { assertSameRun, runFacts } from './run-facts.js';

/** What is learned from: photos, masks and words. */
export interface Material {
  readonly data: OpenData;
  readonly teachers: readonly OpenTeacher[];
  readonly text: OpenText;
  readonly embeddings: LabelEmbeddings;
  /** All that the numbers of the run depend on. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * Opens data sets and text encoder, and encodes all labels.
 *
 * @param own takes what is to be disposed with the run.
 * @throws LangSegError as `openData`, `openTeachers`, `openText` and `assertSameRun`; `LABELS_INVALID`.
 */
export async function openMaterial(
  { recipe, registry, folder, resumed, runtime, models, onEvent, signal }: AssembleOptions,
  own: <T extends Disposable>(value: T) => T,
): Promise<Material> {
  const onWarning = (message: string) => onEvent({ type: 'warning', message });
  const data = await openData(recipe, registry);
  const teachers = await openTeachers(recipe, data.train, folder);
  for (const message of unusedKeys(labelledSets(recipe, data))) onWarning(message);
  const facts = runFacts(recipe, data, teachers, registry);
  if (resumed) assertSameRun(resumed.facts, facts, folder.path);
  const assets = await models(recipe.text.model, { signal });
  const text = await openText(registry, { runtime, assets, signal });
  own(text.encoder);
  const embeddings = await LabelEmbeddings.of(text.encoder, [...labelsOf(data), ...wordsOf(teachers)], {
    signal,
    onWarning,
  });
  return { data, teachers, text, embeddings, facts };
}

function labelledSets({ data: { labels: shared } }: NodeRecipe, { train, validation }: OpenData) {
  return [...train, ...validation].map(({ dataset, labels }) => ({
    dataset,
    options: { ...shared, ...labels },
  }));
}

function labelsOf({ train, validation }: OpenData): string[] {
  return wordsOf([...train, ...validation]);
}

function wordsOf(sources: readonly { readonly offered: OfferedLabels }[]): string[] {
  return sources.flatMap(({ offered: { words, synonyms } }) => [...words, ...synonyms]);
}
