import { readGraph } from '@langseg/convert';
import { parseBundleConfig, readJsonAsset, type AssetStore } from '@langseg/core';
import { bundleName } from '@langseg/default-model';
import type { Graph } from '@langseg/onnx-graph';
import * as z from 'zod';

/** What the default model is called and how it is described, once for the recipe of a run and for the bundle. */
export function shippedModel(parameters: number) {
  return {
    name: bundleName,
    description: `The small model that LangSeg ships with: ${(parameters / 1e6).toFixed(1)} million parameters, English words.`,
    license: 'Apache-2.0',
  } as const;
}

/** What follows the outlines of the photo, once the model has labelled it: docs/refining.md says what it gains. */
export const shippedRefiner = { type: 'guided-filter' } as const;

/** The image encoder of a bundle, wherever its config says that it lies. */
export async function bundledGraph(assets: AssetStore): Promise<Graph> {
  const { pipeline } = parseBundleConfig(await readJsonAsset(assets, 'config.json'));
  const { model } = z.looseObject({ model: z.string() }).parse(pipeline.imageEncoder);
  return readGraph(assets, model);
}
