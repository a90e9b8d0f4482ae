import { createRegistry, LangSegError, type AnyConfig, type ComponentSet } from '@langseg/core';
import { listEntries } from './list-files.js';
import { rgbdLayouts } from './layouts/rgbd-layouts.js';
import { rgbdLayoutSlot } from './rgbd-layout.js';
import type { RgbdScene } from './rgbd-scene.js';

const builtIn = createRegistry(rgbdLayouts);

/**
 * Finds the frames of a folder with photos, depth images and poses. Nothing is decoded yet.
 *
 * @param config the layout and its options, such as `{ type: 'vlmaps', poses: 'base' }`. Default: the first layout that fits.
 * @param registry holds the layouts. Default: the built-in ones.
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`; `CONFIG_INVALID` for an unknown layout and a folder that fits none; `FILE_CORRUPT`.
 */
export async function openRgbd(
  path: string,
  config?: AnyConfig,
  registry: ComponentSet = builtIn,
): Promise<RgbdScene> {
  const { component, options } = registry.parseConfig(
    rgbdLayoutSlot,
    config ?? (await guess(path, registry)),
  );
  return component.open(path, options);
}

async function guess(path: string, registry: ComponentSet): Promise<AnyConfig> {
  const entries = await listEntries(path);
  const layouts = registry.of(rgbdLayoutSlot);
  const found = layouts.find((layout) => layout.fits(entries));
  if (found) return { type: found.type };
  throw new LangSegError(
    'CONFIG_INVALID',
    `${path} is no folder of photos with depth that is known:\n` +
      layouts.map(({ type, description }) => `  ${type}: ${description}`).join('\n'),
    { path, known: layouts.map(({ type }) => type) },
  );
}
