import { tensor, type Disposable, type ModelSource, type Session, type Tensor } from '@langseg/core';
import type { TrainingBatch } from '../data/batch.js';

/** What the frozen part of a network makes of one photo, by name, `[1, …]` each. */
export type Features = Readonly<Record<string, Tensor<'float32'>>>;

/** A feature before it is computed. */
export interface FeatureShape {
  readonly name: string;
  readonly shape: readonly number[];
}

/** The frozen part of a network. */
export interface FrozenPart {
  /** From `pixels` `[1, 3, H, W]` to features. */
  readonly model: Extract<ModelSource, { kind: 'bytes' }>;
  /** The features of a photo of shape `[1, 3, H, W]`, always in the same order. */
  features(pixels: readonly number[]): readonly FeatureShape[];
}

/** Keeps features, so that they are computed once. */
export interface FeatureStore {
  /** The features of a photo as it lies before the network, `[1, 3, H, W]`: kept ones, or those that `compute` gives. */
  load(pixels: Tensor<'float32'>, compute: () => Promise<Features>): Promise<Features>;
}

/** Opens the store for what one frozen part makes. */
export type OpenFeatures = (part: FrozenPart) => Promise<FeatureStore>;

/** Features of whole batches. */
export interface FrozenFeatures extends Disposable {
  /** `[B, …]` each. */
  load(pixels: TrainingBatch['pixels']): Promise<Features>;
}

/**
 * Computes features photo by photo, so that they don't depend on the batch that a photo is in, unless they are kept.
 *
 * @param session of the frozen part; owned.
 */
export function createFrozenFeatures(
  session: Pick<Session, 'run' | 'dispose'>,
  store: FeatureStore,
): FrozenFeatures {
  return {
    async load({ shape: [images, ...image], data }) {
      const length = data.length / images;
      const all: Features[] = [];
      for (let index = 0; index < images; index++) {
        const pixels = tensor('float32', [1, ...image], data.slice(index * length, (index + 1) * length));
        all.push(await store.load(pixels, async () => (await session.run({ pixels })) as Features));
      }
      return Object.fromEntries(
        Object.keys(all[0]).map((name) => [name, stack(all.map((each) => each[name]))]),
      );
    },
    dispose: () => session.dispose(),
  };
}

function stack(parts: readonly Tensor<'float32'>[]): Tensor<'float32'> {
  const [{ shape, data }] = parts;
  const joined = tensor('float32', [parts.length, ...shape.slice(1)]);
  parts.forEach((part, index) => joined.data.set(part.data, index * data.length));
  return joined;
}
