import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AnyConfig } from '@langseg/core';
import { createSegmenter, type CreateSegmenterOptions, type Segmenter } from 'langseg';
import { readVersion } from '../../version.js';
import type { ModelContext } from '../model-context.js';
import { readModelFacts } from '../model-facts.js';
import { showDownload } from '../show-download.js';
import type { EvalOptions } from './eval-options.js';

/** A model to evaluate. */
export interface EvaluatedModel {
  readonly segmenter: Segmenter;
  /** What it was opened with. Plain data, for threads to open it again. */
  readonly opening: Pick<CreateSegmenterOptions, 'model' | 'device' | 'threads'> & {
    readonly pipeline: Readonly<Record<string, AnyConfig>>;
  };
  readonly about: ModelSettings;
}

/** What a record says about a model. */
export interface ModelSettings {
  /** What the model is called, with the hash of its `config.json`. */
  readonly model: { readonly name: string; readonly sha256: string };
  readonly versions: Readonly<Record<string, string>>;
  /** The model's refiner, if it has one. */
  readonly refiner?: AnyConfig;
  /** Templates that take effect: those that were asked for, where the text encoder takes any. */
  readonly templates: Templates;
}

/** Sentences around each word. */
export type Templates = 'model' | 'none' | readonly string[];

/** What a protocol changes in a model. */
export interface ModelChanges {
  readonly templates?: Templates;
  /** Factor on the cosines. */
  readonly scale?: 'model' | number;
}

/**
 * Opens the model that the options name.
 *
 * @throws LangSegError as `createSegmenter`.
 */
export async function openEvaluatedModel(
  { model: named, device, threads }: Pick<EvalOptions, 'model' | 'device' | 'threads'>,
  { templates = 'model', scale = 'model' }: ModelChanges,
  { io: { signal }, terminal, registry, defaultModel }: ModelContext,
): Promise<EvaluatedModel> {
  const model = named ?? defaultModel;
  return showDownload(terminal, async (onProgress) => {
    const { config, sha256 } = await readModelFacts(model, { signal, onProgress });
    const { name, pipeline } = config;
    const { textEncoder, head } = pipeline as Readonly<Record<string, AnyConfig>>;
    const { refiner } = pipeline as { readonly refiner?: AnyConfig };
    const takesPrompts = textEncoder?.type === 'clip-text';
    const changed: Record<string, AnyConfig> = {
      ...(takesPrompts &&
        templates !== 'model' && {
          textEncoder: { ...textEncoder, prompts: templates === 'none' ? [] : templates },
        }),
      ...(scale !== 'model' && { head: { ...head, logitScale: scale } }),
    };
    const opening = { model, device, threads, pipeline: changed };
    return {
      segmenter: await createSegmenter({ ...opening, registry, signal, onProgress }),
      opening,
      about: {
        model: { name, sha256 },
        versions: {
          langseg: readVersion(),
          node: process.versions.node,
          'onnxruntime-node': runtimeVersion(),
        },
        ...(refiner && { refiner }),
        templates: templates === 'model' || takesPrompts ? templates : 'none',
      },
    };
  });
}

function runtimeVersion(): string {
  const path = createRequire(import.meta.url).resolve('onnxruntime-node/package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
