import { tensor, type Disposable, type Session, type Tensor } from '@langseg/core';
import type { TrainingBatch } from '../data/batch.js';

type Features = Readonly<Record<string, Tensor<'float32'>>>;

/** What the frozen part of a network makes of photos, kept while there is room. */
export interface FeatureCache extends Disposable {
  /** The features of a batch, `[B, …]` each. */
  load(batch: Pick<TrainingBatch, 'pixels' | 'ids'>): Promise<Features>;
  /** Photos whose features are kept. */
  readonly size: number;
}

/**
 * Computes features photo by photo, so that they don't depend on the batch that a photo is in, and keeps them by id. Photos
 * always have to look the same.
 *
 * @param session from `pixels` `[1, 3, H, W]` to features; owned.
 * @param megabytes room for features; those of further photos are computed each time.
 */
export function createFeatureCache(session: Session, megabytes: number): FeatureCache {
  const kept = new Map<string, Features>();
  let room = megabytes * 2 ** 20;

  async function featuresOf(id: string, pixels: Tensor<'float32'>): Promise<Features> {
    const known = kept.get(id);
    if (known) return known;
    const features = (await session.run({ pixels })) as Features;
    const bytes = Object.values(features).reduce((sum, { data }) => sum + data.byteLength, 0);
    if (bytes <= room) {
      room -= bytes;
      kept.set(id, features);
    }
    return features;
  }

  return {
    get size() {
      return kept.size;
    },
    async load({ pixels, ids }) {
      const [, ...image] = pixels.shape;
      const length = pixels.data.length / ids.length;
      const all: Features[] = [];
      for (const [index, id] of ids.entries()) {
        const data = pixels.data.slice(index * length, (index + 1) * length);
        all.push(await featuresOf(id, tensor('float32', [1, ...image], data)));
      }
      return Object.fromEntries(
        Object.keys(all[0]).map((name) => [name, stack(all.map((each) => each[name]))]),
      );
    },
    dispose: async () => {
      kept.clear();
      await session.dispose();
    },
  };
}

function stack(parts: readonly Tensor<'float32'>[]): Tensor<'float32'> {
  const [{ shape, data }] = parts;
  const joined = tensor('float32', [parts.length, ...shape.slice(1)]);
  parts.forEach((part, index) => joined.data.set(part.data, index * data.length));
  return joined;
}
