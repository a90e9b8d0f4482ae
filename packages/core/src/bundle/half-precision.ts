import type { AssetStore } from '../interfaces/asset-store.js';
import type { Runtime } from '../interfaces/runtime.js';
import type { BundleConfig } from './bundle-config.js';

/** The same files, with graphs that compute in half precision instead of their twins where a runtime gains by it. */
export async function halfWherePreferred(
  assets: AssetStore,
  { precision = {} }: BundleConfig,
  runtime: Runtime,
): Promise<AssetStore> {
  const halves = new Map(
    Object.entries(precision).flatMap(([path, { half }]) => (half === undefined ? [] : [[path, half]])),
  );
  if (halves.size === 0 || !(await runtime.prefersHalf?.())) return assets;
  return {
    location: assets.location,
    read: (path) => assets.read(path),
    model: (path) => assets.model(halves.get(path) ?? path),
  };
}
