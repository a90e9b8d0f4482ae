import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, withIoErrors } from '@langseg/adapter-node';
import {
  createRegistry,
  throwIfAborted,
  type AnyConfig,
  type ComponentSet,
  type RunOptions,
} from '@langseg/core';
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
        throwIfAborted(signal);
        const target = join(folder, path);
        await makeFolder(dirname(target));
        const temporary = `${target}.${randomUUID().slice(0, 8)}.tmp`;
        try {
          await withIoErrors('write', target, () => write(temporary));
          throwIfAborted(signal);
          await withIoErrors('write', target, () => rename(temporary, target));
        } catch (error) {
          await rm(temporary, { force: true }).catch(() => undefined);
          throw error;
        }
        files.push(target);
      },
    });
  return files;
}

/** A scene's name as that of files. */
function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]/gu, '_').replace(/^\.+/, '') || 'scene';
}
