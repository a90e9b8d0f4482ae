import { join } from 'node:path';
import { makeFolder, writeAtomically } from '@langseg/adapter-node';
import { createRegistry, type AnyConfig, type ComponentSet, type RunOptions } from '@langseg/core';
import type { GeoMap } from '../segment/segment-geotiff.js';
import { geoFormatSlot } from './geo-format.js';
import { geoFormats } from './geo-formats.js';

const builtIn = createRegistry(geoFormats);

/** Options of {@link saveGeoMap}. */
export interface SaveGeoMapOptions extends RunOptions {
  /** Holds the formats. Default: the built-in ones. */
  readonly registry?: ComponentSet;
}

/**
 * Writes a label map with its place, each file whole or not at all.
 *
 * @param name of the picture, without folder and ending. @param config formats with their options: `[{ type: 'geojson', crs: 'source' }]`.
 * @returns the files, in the order in which they were written.
 * @throws LangSegError `CONFIG_INVALID` for an unknown format or option, before anything is written, and for a system that can't be turned
 * into WGS 84; `IO_FAILED`, `ABORTED`.
 */
export async function saveGeoMap(
  folder: string,
  name: string,
  map: GeoMap,
  config: readonly AnyConfig[],
  { registry = builtIn, signal }: SaveGeoMapOptions = {},
): Promise<string[]> {
  const chosen = config.map((one) => registry.parseConfig(geoFormatSlot, one));
  await makeFolder(folder);
  const files: string[] = [];
  for (const { component, options } of chosen)
    await component.write(map, options, {
      name,
      signal,
      async file(part, chunks) {
        const path = join(folder, part);
        await writeAtomically(
          path,
          async (sink) => {
            for (const chunk of chunks)
              await sink.write(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
          },
          { signal },
        );
        files.push(path);
      },
    });
  return files;
}
