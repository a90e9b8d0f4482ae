import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '@langseg/adapter-node';
import { LangSegError, toBytes, type Tensor } from '@langseg/core';
import type { Features, FeatureShape, FeatureStore, FrozenPart } from '../../run/frozen-features.js';
import { decodeFeatures, encodeFeatures, type FeatureDtype } from './feature-file.js';

/** Where and how features are kept. */
export interface FeatureFolderOptions {
  readonly folder: string;
  /** Room for all files of the folder and all that is opened in it, in MB. Features that find none are computed each time. */
  readonly megabytes: number;
  readonly dtype: FeatureDtype;
  readonly onWarning: (message: string) => void;
}

/**
 * Opens a folder that keeps features in files. Their names are hashes of everything that they depend on: the frozen part with its weights and
 * sizes, and the pixels before it. So a folder can serve several runs, and nothing in it is ever out of date. Files are
 * written atomically and checked when they are read; a damaged one is made again.
 *
 * @throws LangSegError `IO_FAILED` where the folder can't be made or read.
 */
export async function openFeatureFolder({
  folder,
  megabytes,
  dtype,
  onWarning,
}: FeatureFolderOptions): Promise<(part: FrozenPart) => FeatureStore> {
  let room = megabytes * 2 ** 20 - (await bytesIn(folder));
  let isWriting = true;
  const warned = new Set<string>();
  const warnOnce = (key: string, message: string) => {
    if (!warned.has(key)) onWarning(message);
    warned.add(key);
  };

  async function read(path: string, order: readonly FeatureShape[]): Promise<Features | undefined> {
    const bytes = await readFile(path).catch(() => undefined);
    if (!bytes) return undefined;
    const features = decodeFeatures(bytes, order, dtype);
    if (!features) warnOnce('damaged', `${path} is damaged; its features are computed again.`);
    return features;
  }

  async function keep(path: string, bytes: Uint8Array): Promise<void> {
    if (!isWriting) return;
    if (bytes.length > room) {
      warnOnce(
        'full',
        `The ${megabytes} MB for features (parameters.cacheFeatures) are used up; further ones are computed each time.`,
      );
      return;
    }
    try {
      await mkdir(join(path, '..'), { recursive: true });
      await writeAtomically(path, (sink) => sink.write(bytes));
      room -= bytes.length;
    } catch (error) {
      // Training can go on without.
      isWriting = false;
      warnOnce('write', `Features are no longer kept: ${(error as Error).message}`);
    }
  }

  return (part) => {
    const own = join(folder, `${partHash(part).slice(0, 32)}-${dtype}`);
    return {
      async load(pixels, compute) {
        const name = pixelHash(pixels);
        const path = join(own, name.slice(0, 2), name);
        const order = part.features(pixels.shape);
        const known = await read(path, order);
        if (known) return known;
        const computed = await compute();
        const bytes = encodeFeatures(computed, order, dtype);
        // As they will be read: what is learned does not depend on whether they are kept.
        const features = dtype === 'fp32' ? computed : decodeFeatures(bytes, order, dtype)!;
        assertFinite(features, dtype);
        await keep(path, bytes);
        return features;
      },
    };
  };
}

function partHash({ model: { model, externalData = [] } }: FrozenPart): string {
  const hash = createHash('sha256').update(model);
  for (const { path, data } of externalData) hash.update(`\n${path} ${data.length}\n`).update(data);
  return hash.digest('hex');
}

function pixelHash({ data }: Tensor<'float32'>): string {
  return createHash('sha256').update(toBytes(data)).digest('hex');
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  let sum = 0;
  for (const entry of entries)
    if (entry.isFile())
      sum += await stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      );
  return sum;
}

function assertFinite(features: Features, dtype: FeatureDtype): void {
  const broken = Object.entries(features).find(([, { data }]) => !data.every(Number.isFinite));
  if (!broken) return;
  throw new LangSegError(
    'RUNTIME_FAILED',
    `The frozen part of the network gives numbers that are not finite ("${broken[0]}"). ` +
      (dtype === 'fp16'
        ? 'They may be too large for fp16: try dtype "fp32".'
        : 'Its weights may be those of another network.'),
    { feature: broken[0] },
  );
}
