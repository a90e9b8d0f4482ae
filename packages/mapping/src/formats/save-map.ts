import { dirname, join } from 'node:path';
import { makeFolder, replaceAtomically } from '@langseg/adapter-node';
import { createRegistry, type AnyConfig, type ComponentSet, type RunOptions } from '@langseg/core';
import { mapFormatSlot, type MapContent } from './map-format.js';
import { mapFormats } from './map-formats.js';

const builtIn = createRegistry(mapFormats);

/**
 * Writes a point cloud in one or several formats. Each file takes its name only when it is complete.
 *
 * @param config formats with their options, such as `[{ type: 'ply' }, { type: 'vlmaps', pose: 'base' }]`.
 * @param options.registry holds the formats. Default: the built-in ones.
 * @returns the files, in the order in which they were written.
 * @throws LangSegError `CONFIG_INVALID` for an unknown format or option, before anything is written; `USAGE` for a map that a format has no
 * room for; `IO_FAILED`, `ABORTED`.
 */
export async function saveMap(
  folder: string,
  content: MapContent,
  config: readonly AnyConfig[],
  { registry = builtIn, signal }: RunOptions & { readonly registry?: ComponentSet } = {},
): Promise<string[]> {
  const chosen = config.map((one) => registry.parseConfig(mapFormatSlot, one));
  const safe = { ...content, name: fileName(content.name) };
  const files: string[] = [];
  for (const { component, options } of chosen)
    await component.write(safe, options, {
      signal,
      async file(path, write) {
        const target = join(folder, path);
        await makeFolder(dirname(target));
        await replaceAtomically(target, write, { signal });
        files.push(target);
      },
    });
  return files;
}

/** A scene's name as that of files. */
function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]/gu, '_').replace(/^\.+/, '') || 'scene';
}
