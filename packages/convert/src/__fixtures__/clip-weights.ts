import { sourceOf, tensor, toFloat16, toFloat32, type TensorSource } from '@langseg/core';
import { clip, type ClipSizes } from '@langseg/image-encoders';
import { weightsOf } from './checkpoint-of.js';
import { clipTextShapes, embeddingDim } from './lseg-shapes.js';
import { checkpointShapes } from './shapes.js';

/** Sizes of a CLIP whose file has {@link openAiClip}. */
export const clipSizes: ClipSizes = {
  patchSize: 8,
  width: 8,
  depth: 2,
  heads: 2,
  hidden: 12,
  trainedSide: 16,
  embeddingDim,
};

/** A whole CLIP in OpenAI's names, with a scale of e². */
export function openAiClip(dtype: 'float16' | 'float32' = 'float16'): Promise<Map<string, TensorSource>> {
  const { 'visual.proj': _, ...text } = clipTextShapes();
  return allOf(weightsOf({ ...text, ...checkpointShapes(clip.architecture.parameters(clipSizes)) }), async (source, name) => {
    if (name === 'logit_scale') return sourceOf(tensor('float32', [], Float32Array.of(2)));
    const value = toFloat32(await source.load());
    return sourceOf(dtype === 'float16' ? toFloat16(value) : value);
  });
}

/** The same as transformers names it. */
export async function huggingFaceClip(): Promise<Map<string, TensorSource>> {
  const renamed = new Map<string, TensorSource>();
  for (const [name, source] of await openAiClip()) {
    const theirs = huggingFaceName(name);
    const value = toFloat32(await source.load());
    if (theirs.endsWith('projection.weight')) renamed.set(theirs, sourceOf(transposed(value)));
    else if (!theirs.includes('QKV')) renamed.set(theirs, source);
    else
      ['q', 'k', 'v'].forEach((part, i) => renamed.set(theirs.replace('QKV', part), sourceOf(thirdOf(value, i))));
  }
  for (const side of ['text', 'vision'])
    renamed.set(`${side}_model.embeddings.position_ids`, sourceOf(tensor('int64', [1, 5])));
  return renamed;
}

const names: readonly (readonly [RegExp, string])[] = [
  [/^visual\.class_embedding/, 'vision_model.embeddings.class_embedding'],
  [/^visual\.positional_embedding/, 'vision_model.embeddings.position_embedding.weight'],
  [/^visual\.conv1\./, 'vision_model.embeddings.patch_embedding.'],
  [/^visual\.ln_pre\./, 'vision_model.pre_layrnorm.'],
  [/^visual\.ln_post\./, 'vision_model.post_layernorm.'],
  [/^visual\.proj$/, 'visual_projection.weight'],
  [/^visual\.transformer\.resblocks/, 'vision_model.encoder.layers'],
  [/^token_embedding\./, 'text_model.embeddings.token_embedding.'],
  [/^positional_embedding/, 'text_model.embeddings.position_embedding.weight'],
  [/^ln_final\./, 'text_model.final_layer_norm.'],
  [/^text_projection/, 'text_projection.weight'],
  [/^transformer\.resblocks/, 'text_model.encoder.layers'],
  [/attn\.in_proj_(\w+)/, 'self_attn.QKV_proj.$1'],
  [/attn\.out_proj/, 'self_attn.out_proj'],
  [/\.ln_(\d)\./, '.layer_norm$1.'],
  [/mlp\.c_fc/, 'mlp.fc1'],
  [/mlp\.c_proj/, 'mlp.fc2'],
];

function huggingFaceName(name: string): string {
  return names.reduce((found, [ours, theirs]) => found.replace(ours, theirs), name);
}

async function allOf(
  weights: ReadonlyMap<string, TensorSource>,
  change: (source: TensorSource, name: string) => Promise<TensorSource>,
): Promise<Map<string, TensorSource>> {
  const changed = new Map<string, TensorSource>();
  for (const [name, source] of weights) changed.set(name, await change(source, name));
  return changed;
}

function thirdOf({ data, shape: [rows, ...rest] }: ReturnType<typeof toFloat32>, index: number) {
  const size = data.length / 3;
  return tensor('float32', [rows / 3, ...rest], data.slice(index * size, (index + 1) * size));
}

function transposed({ data, shape: [rows, columns] }: ReturnType<typeof toFloat32>) {
  return tensor(
    'float32',
    [columns, rows],
    Float32Array.from({ length: data.length }, (_, i) => data[(i % rows) * columns + Math.floor(i / rows)]),
  );
}
