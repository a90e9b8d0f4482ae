import { fileURLToPath } from 'node:url';
import { createModelStore, createNodeRuntime } from '@langseg/adapter-node';
import { LangSegError, openTextEncoder } from '@langseg/core';
import { bundleUrl } from '@langseg/default-model';
import type { EmbeddingSet, VectorQuery } from '@langseg/embeddings';
import { createSegmenter } from 'langseg';
import { loadEmbeddings } from '../embed/load-embeddings.js';
import type { ModelContext } from '../model-context.js';
import { readModelFacts } from '../model-facts.js';
import { showDownload } from '../show-download.js';
import type { PhotoPlace } from './photo-place.js';
import type { QueryOptions } from './query-options.js';

/**
 * The vector that is asked for. A photo of the set needs no model, words need the text encoder alone.
 *
 * @throws LangSegError `USAGE` for anything but one thing to look for; what opening a model and reading a photo throw.
 */
export async function askedVector(
  set: EmbeddingSet,
  words: string | undefined,
  options: QueryOptions,
  context: ModelContext,
): Promise<VectorQuery> {
  const { at, region } = options;
  if ([words, at, region].filter((asked) => asked !== undefined).length !== 1)
    throw new LangSegError(
      'USAGE',
      'Say what to look for, once: words such as "a red roof", --at photo.jpg:x,y or --region photo.jpg:x,y.',
    );
  if (words !== undefined) return ofWords(words, options, context);
  const as = at ? 'pixel' : 'region';
  const place = { ...(at ?? region)!, as } as const;
  const stored = await set.vectorAt(place);
  return stored ? { vector: stored, model: set.note.model.sha256 } : ofPhoto(place, options, context);
}

async function ofWords(words: string, options: QueryOptions, context: ModelContext): Promise<VectorQuery> {
  const { io, terminal, registry, defaultModel } = context;
  const { signal } = io;
  const { model = defaultModel } = options;
  const ref = model === 'default' ? fileURLToPath(bundleUrl) : model;
  const [textEncoder, facts] = await showDownload(terminal, async (onProgress) => {
    const assets = await createModelStore().resolve(ref, { signal, onProgress });
    return [
      await openTextEncoder(assets, { registry, runtime: createNodeRuntime({}), signal }),
      await readModelFacts(model, { signal, onProgress }),
    ] as const;
  });
  try {
    const onWarning = ({ message }: { readonly message: string }): void => terminal.warn(message);
    const { data } = await textEncoder.encode([words], { signal, onWarning });
    return { vector: data, model: facts.sha256 };
  } finally {
    await textEncoder.dispose();
  }
}

async function ofPhoto(
  place: PhotoPlace & { readonly as: 'pixel' | 'region' },
  { model: asked, device, threads }: QueryOptions,
  { io, terminal, registry, defaultModel }: ModelContext,
): Promise<VectorQuery> {
  const { signal } = io;
  const model = asked ?? defaultModel;
  const { placeVector } = await loadEmbeddings();
  const facts = await showDownload(terminal, (onProgress) => readModelFacts(model, { signal, onProgress }));
  const segmenter = await showDownload(terminal, (onProgress) =>
    createSegmenter({ model, registry, device, threads, signal, onProgress }),
  );
  try {
    const image = await segmenter.encode(place.photo, { signal });
    return { vector: placeVector(image, place), model: facts.sha256 };
  } finally {
    await segmenter.dispose();
  }
}
