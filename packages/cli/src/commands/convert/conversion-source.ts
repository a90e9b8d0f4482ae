import type { OpenFolder } from '@langseg/adapter-node';
import { textArchitectures, type ConversionSource } from '@langseg/architecture';
import { openCheckpointIn } from '@langseg/checkpoints';
import { LangSegError, type ComponentSet } from '@langseg/core';
import { readWholeFile } from '../read-whole-file.js';

/**
 * A file to convert: a checkpoint, or where it is none, one that a text encoder is made of.
 *
 * @throws LangSegError as `openCheckpointIn`.
 */
export async function conversionSource(
  path: string,
  folder: OpenFolder,
  registry: ComponentSet,
): Promise<ConversionSource> {
  const beside = (name: string) => readBeside(folder, name);
  try {
    return { name: path, checkpoint: await openCheckpointIn(folder), beside };
  } catch (error) {
    if (!LangSegError.is(error, 'FILE_CORRUPT') && !LangSegError.is(error, 'FILE_UNSAFE')) throw error;
    const source = await readWholeFile(path).then(
      (bytes): ConversionSource => ({ name: path, bytes }),
      () => undefined,
    );
    const isText =
      source && textArchitectures(registry).some(({ conversion }) => conversion.recognise(source));
    if (isText) return source;
    throw error;
  }
}

/** A small file of a folder, where there is one. */
async function readBeside(folder: OpenFolder, name: string): Promise<Uint8Array | undefined> {
  if (!(await folder.names()).includes(name)) return undefined;
  const file = await folder.open(name);
  return file.read(0, file.size);
}
