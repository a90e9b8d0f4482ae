import { createReferenceRuntime } from '@langseg/adapter-reference';
import { differentiate } from '@langseg/autograd';
import type { Runtime, Tensor, Weights } from '@langseg/core';
import { bottleneck, depthwise, type SpatialBlockConfig, type SpatialBlockKind } from '@langseg/heads';
import { encodeModel, removeUnused, resolveShapes, type Graph } from '@langseg/onnx-graph';
import { objectiveGraph } from '../objective-graph.js';
import type { ObjectiveOptions, TrainedRegularizer } from '../objective-options.js';
import { height, tinyFeeds, width, type TinyImage } from './tiny-batch.js';
import { asWeights, dim, tinyImageGraph } from './tiny-network.js';

/** One of the spatial blocks, and how it is to be run. */
export interface TinyRegularizer extends Pick<SpatialBlockConfig, 'depth' | 'activation'> {
  readonly kind: SpatialBlockKind;
}

const blocks = { depthwise, bottleneck };

/** What the tests vary. */
export type TinyObjective = Partial<Omit<ObjectiveOptions, 'batch' | 'regularizer'>> & {
  readonly regularizer?: TinyRegularizer;
  readonly hasBatchNorm?: boolean;
};

/** Loss graph of the tiny network. @param labels N, at least as long as every label list. */
export function tinyObjective(
  weights: ReadonlyMap<string, Tensor>,
  batch: { readonly images: number; readonly labels: number },
  { regularizer, hasBatchNorm, ...options }: TinyObjective = {},
): Graph {
  const loss = objectiveGraph(tinyImageGraph(weights, { hasBatchNorm }), {
    geometry: { outputStride: 4, upsampling: { factor: 2, alignCorners: true }, alignCorners: true },
    batch: { ...batch, height, width },
    embeddingDim: dim,
    logitScale: 5,
    ...options,
    ...(regularizer && { regularizer: trained(regularizer, asWeights(weights)) }),
  });
  return resolveShapes(loss, { inputs: { pixels: [batch.images, 3, height, width] } });
}

function trained({ kind, ...config }: TinyRegularizer, weights: Weights): TrainedRegularizer {
  return { architecture: blocks[kind].architecture, config: { ...config }, weights };
}

/** Loss, number of pixels that count, and gradients by the name of the parameter. */
export interface ObjectiveResult {
  readonly loss: number;
  readonly counted: number;
  readonly gradients: ReadonlyMap<string, readonly number[]>;
}

/** Runs loss and gradients on some images. */
export async function runObjective(
  weights: ReadonlyMap<string, Tensor>,
  images: readonly TinyImage[],
  labels: number,
  options: TinyObjective & { readonly runtime?: Runtime } = {},
): Promise<ObjectiveResult> {
  const { runtime = createReferenceRuntime(), ...objective } = options;
  const loss = tinyObjective(weights, { images: images.length, labels }, objective);
  const parameters = [...weights.keys()].filter((name) => loss.initializers.has(name));
  const pass = differentiate(loss, { loss: 'loss', parameters });
  for (const name of ['loss', 'counted']) pass.g.output(`value:${name}`, pass.value(name), 'float32', []);
  for (const [name, gradient] of pass.gradients)
    pass.g.output(`gradient:${name}`, gradient, 'float32', weights.get(name)!.shape);

  const session = await runtime.load(await encodeModel(removeUnused(pass.g.build())));
  const known = parameters.map((name) => [name, weights.get(name)!] as const);
  const results = await session.run({ ...tinyFeeds(images, labels), ...Object.fromEntries(known) });
  await session.dispose();
  const read = (name: string) => Array.from(results[name].data, Number);
  return {
    loss: read('value:loss')[0],
    counted: read('value:counted')[0],
    gradients: new Map([...pass.gradients.keys()].map((name) => [name, read(`gradient:${name}`)])),
  };
}

/** Embeddings `[1, D, h, w]` of one image. */
export async function embeddingsOf(
  weights: ReadonlyMap<string, Tensor>,
  { pixels }: TinyImage,
): Promise<Tensor<'float32'>> {
  const session = await createReferenceRuntime().load(await encodeModel(tinyImageGraph(weights)));
  const { embeddings } = await session.run({ pixels });
  await session.dispose();
  return embeddings as Tensor<'float32'>;
}
