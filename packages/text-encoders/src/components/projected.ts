import type { ProjectedTextComponent } from '@langseg/architecture';
import { asset, LangSegError, type PipelineComponent } from '@langseg/core';
import * as z from 'zod';
import { withEmbeddingCache } from '../cache/with-embedding-cache.js';
import { createProjectedEncoder } from '../projected/projected-encoder.js';
import { projectionActivation } from '../projected/projection-graph.js';
import { textProjection } from '../projected/text-projection.js';

const configSchema = z.strictObject({
  /** Type and options of the text encoder inside. */
  encoder: z.looseObject({ type: z.string() }),
  /** The files that its options name, by which they are found when the component is copied into another bundle. */
  encoderModels: z.array(asset('model')).default([]),
  encoderFiles: z.array(asset('file')).default([]),
  /** Path of the projection's graph inside the bundle. */
  model: asset('model').default('onnx/text_projection.onnx'),
  /** What stands between its layers; part of the graph, named here for people. */
  activation: projectionActivation.default('tanh'),
  /** Length of a projected embedding. */
  embeddingDim: z.int().positive().max(16_384),
  /** Sentences to put each label into, `{}` standing for it; their embeddings are averaged before the projection. */
  prompts: z.array(z.string().includes('{}').max(1000)).max(1000).default([]),
});

/** Any text encoder with a small network behind it, which takes its embeddings into another space: Talk2DINO's text side. */
export const projected: PipelineComponent<'textEncoder', 'projected', typeof configSchema> &
  Pick<ProjectedTextComponent, 'projection'> = {
  specVersion: 1,
  slot: 'textEncoder',
  type: 'projected',
  configSchema,
  projection: textProjection,
  async create({ encoder: inner, model, embeddingDim, prompts }, { runtime, assets, build, signal }) {
    if (!build)
      throw new LangSegError(
        'CONFIG_INVALID',
        'projected wraps another text encoder, so it can only be created by a registry: createPart, createPipeline or createSegmenter.',
      );
    const encoder = await build('textEncoder', inner);
    const session = await runtime.load(await assets.model(model), { signal });
    return withEmbeddingCache(createProjectedEncoder({ encoder, session, embeddingDim, prompts }));
  },
};
