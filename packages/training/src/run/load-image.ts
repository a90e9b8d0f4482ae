import type { Runtime, Session, Weights } from '@langseg/core';
import {
  encodeModel,
  inferShapes,
  selectOutputs,
  usesBatchStatistics,
  type Graph,
} from '@langseg/onnx-graph';
import type { Network } from '../network/network.js';
import { splitGraph } from '../network/split-graph.js';
import type { TrainingBatch } from '../data/batch.js';
import {
  createFrozenFeatures,
  type FeatureShape,
  type FeatureStore,
  type OpenFeatures,
} from './frozen-features.js';

/** What of a network is frozen, and where its features are kept. */
export interface FrozenValidation {
  /** Names of the parameters that change. */
  readonly trained: ReadonlySet<string>;
  readonly openFeatures: OpenFeatures;
}

/** Loads the image encoder with weights, from `pixels` to `embeddings`. */
export type LoadImage = (weights: Weights) => Promise<Session>;

/**
 * Loads a network again and again as it learns. Where a part of it is frozen, what that makes of a photo is kept from one
 * time to the next, and the part itself is only loaded for photos that are new.
 */
export function createImageLoader(
  network: Network,
  runtime: Runtime,
  frozen: FrozenValidation | undefined,
): LoadImage {
  if (!frozen) return async (weights) => runtime.load(await encodeModel(network.imageGraph(weights, 'use')));
  let store: FeatureStore | undefined;
  return async (weights) => {
    const { part, rest, shapes } = parted(network, weights, frozen.trained);
    store ??= await frozen.openFeatures({ model: await encodeModel(part), features: shapes });
    const trunk = loadedWhenRun(async () => runtime.load(await encodeModel(part)));
    return joined(await runtime.load(await encodeModel(rest)), trunk, part, store);
  };
}

function parted(network: Network, weights: Weights, trained: ReadonlySet<string>) {
  const statistics = network
    .imageGraph(weights, 'training')
    .nodes.filter(usesBatchStatistics)
    .flatMap(({ inputs }) => inputs);
  const graph = network.imageGraph(weights, 'validation');
  const side = 2 * network.sizeMultiple;
  const values = inferShapes(graph, { inputs: { pixels: [1, 3, side, side] } });
  const { features, rest } = splitGraph(graph, values, new Set([...trained, ...statistics]));
  const part = selectOutputs(graph, features);
  return { part, rest, shapes: shapesOf(part, features) };
}

/** Shapes of features by the size of the photo, each inferred once. */
function shapesOf(part: Graph, features: readonly string[]) {
  const known = new Map<string, readonly FeatureShape[]>();
  return (pixels: readonly number[]): readonly FeatureShape[] => {
    const key = pixels.join();
    const values = known.has(key) ? undefined : inferShapes(part, { inputs: { pixels } });
    if (values)
      known.set(
        key,
        features.map((name) => ({ name, shape: values.get(name)!.shape })),
      );
    return known.get(key)!;
  };
}

function loadedWhenRun(load: () => Promise<Session>): Pick<Session, 'run' | 'dispose'> {
  let session: Promise<Session> | undefined;
  return {
    run: async (feeds, options) => (await (session ??= load())).run(feeds, options),
    dispose: async () => (await session)?.dispose(),
  };
}

/** Both parts as one. */
function joined(
  rest: Session,
  trunk: Pick<Session, 'run' | 'dispose'>,
  { inputs }: Graph,
  store: FeatureStore,
): Session {
  const frozen = createFrozenFeatures(trunk, store);
  return {
    inputs: inputs.map(({ name, dtype, shape }) => ({
      name,
      dtype,
      shape: shape.map((axis) => (typeof axis === 'number' ? axis : undefined)),
    })),
    outputs: rest.outputs,
    run: async ({ pixels }, options) =>
      rest.run(await frozen.load(pixels as TrainingBatch['pixels']), options),
    async dispose() {
      await rest.dispose();
      await frozen.dispose();
    },
  };
}
