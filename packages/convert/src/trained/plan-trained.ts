import { checkedGraph, findRegularizer, type BundlePart } from '@langseg/architecture';
import type { AnyConfig, ComponentSet, Preprocessing, Weights } from '@langseg/core';
import type { Graph } from '@langseg/onnx-graph';
import { imageModelPath, officialHead } from '../image-part.js';
import type { ModelPlan } from '../model-plan.js';
import { pluginsOf } from '../plugins-of.js';

/** The image encoder of a network that was trained here. */
export interface TrainedImage {
  /** What it is, for people: `MobileNetV2 with a light decoder`, `dpt decoder on tips`. */
  readonly name: string;
  /** Its entry in the bundle, whose graph is at `imageModelPath`. */
  readonly component: AnyConfig;
  /** Height and width of images must be multiples of this. */
  readonly sizeMultiple: number;
  /** From `pixels` to `embeddings`, for use. */
  graph(weights: Weights): Graph;
}

/** A network that was trained here. */
export interface TrainedModel {
  readonly registry: ComponentSet;
  readonly image: TrainedImage;
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
 * @throws LangSegError `WEIGHTS_MISMATCH` for missing or misshapen weights; `CONFIG_INVALID` for a regulariser that the
 * registry does not have.
 */
export async function planTrained(trained: TrainedModel): Promise<ModelPlan> {
  const { registry, image, weights, text, preprocessing, logitScale } = trained;
  const name = `${image.name}, trained with ${text.component.type} labels`;
  const step = image.sizeMultiple;
  const graph = checkedGraph({
    what: name,
    weights,
    inputs: { pixels: [1, 3, Math.ceil(64 / step) * step, (Math.ceil(64 / step) + 1) * step] },
    build: () => image.graph(weights),
  });
  const { type: kind, ...options } = trained.regularizer;
  const regularizer = await findRegularizer(registry, kind).architecture.part(weights, options);
  const pipeline = {
    textEncoder: text.component,
    imageEncoder: image.component,
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
