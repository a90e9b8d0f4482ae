import {
  checkedGraph,
  findImageArchitecture,
  findRegularizer,
  type BundlePart,
  type NetworkConfig,
} from '@langseg/architecture';
import type { AnyConfig, ComponentSet, Preprocessing, Weights } from '@langseg/core';
import { imageComponent, imageModelPath, officialHead } from '../image-part.js';
import type { ModelPlan } from '../model-plan.js';
import { pluginsOf } from '../plugins-of.js';

/** A network that was trained here. */
export interface TrainedModel {
  readonly registry: ComponentSet;
  /** Type of its image encoder. */
  readonly type: string;
  /** All sizes of the network. */
  readonly config: NetworkConfig;
  /** Its weights in checkpoint names, those of the regulariser included. */
  readonly weights: Weights;
  readonly text: BundlePart;
  readonly preprocessing: Preprocessing;
  readonly logitScale: number;
  /** Type and options of the regulariser, as in a recipe. */
  readonly regularizer: AnyConfig;
}

/**
 * Plans the bundle of a trained network: its own image encoder and regulariser, and the text encoder that it was trained
 * with.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH` for missing or misshapen weights; `CONFIG_INVALID` for an architecture or a
 * regulariser that the registry does not have.
 */
export async function planTrained(trained: TrainedModel): Promise<ModelPlan> {
  const { registry, type, config, weights, text, preprocessing, logitScale } = trained;
  const component = findImageArchitecture(registry, type);
  const { architecture } = component;
  const name = `${type}, trained with ${text.component.type} labels`;
  const step = architecture.sizeMultiple(config);
  const graph = checkedGraph({
    what: name,
    weights,
    inputs: { pixels: [1, 3, Math.ceil(64 / step) * step, (Math.ceil(64 / step) + 1) * step] },
    build: () => architecture.graph(weights, config),
  });
  const { type: kind, ...options } = trained.regularizer;
  const regularizer = await findRegularizer(registry, kind).architecture.part(weights, options);
  const pipeline = {
    textEncoder: text.component,
    imageEncoder: imageComponent(component, config),
    head: officialHead(logitScale),
    regularizer: regularizer.component,
  };
  return {
    architecture: name,
    pipeline,
    plugins: pluginsOf(registry, pipeline),
    preprocessing,
    graphs: new Map([[imageModelPath, graph], ...text.graphs, ...regularizer.graphs]),
    files: new Map([...text.files, ...regularizer.files]),
  };
}
