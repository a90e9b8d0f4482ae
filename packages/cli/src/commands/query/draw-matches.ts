import { basename, extname, join } from 'node:path';
import {
  createImageReader,
  encodeJpeg,
  makeFolder,
  withIoErrors,
  writeAtomically,
} from '@langseg/adapter-node';
import { LangSegError, throwIfAborted } from '@langseg/core';
import type { PhotoMatch } from '@langseg/embeddings';
import { printable } from '../../terminal/printable.js';
import { loadEmbeddings } from '../embed/load-embeddings.js';
import type { ModelContext } from '../model-context.js';
import { createResultNames } from '../segment/name-results.js';

const ending = '.heatmap.jpg';

/**
 * Draws a heat map of each photo that was found, over the photo where it still is, all with the same colours.
 *
 * @returns paths of the pictures.
 * @throws LangSegError `IO_FAILED`, `ABORTED`.
 */
export async function drawMatches(
  matches: readonly PhotoMatch[],
  folder: string,
  { io: { signal }, terminal }: ModelContext,
): Promise<string[]> {
  const { matchPicture, rangeOf } = await loadEmbeddings();
  await withIoErrors('create the folder', folder, () => makeFolder(folder));
  const range = rangeOf(matches.map(({ map }) => map));
  const reader = createImageReader();
  const nameOf = createResultNames(Buffer.byteLength(ending));
  const paths: string[] = [];
  for (const [index, match] of matches.entries()) {
    throwIfAborted(signal);
    const photo = await reader.read(match.source, { signal }).catch((error: unknown) => {
      if (LangSegError.is(error, 'ABORTED')) throw error;
      terminal.warn(printable(`${match.name} is drawn without the photo: ${String(error)}`));
      return undefined;
    });
    const picture = matchPicture(match, { range, over: photo });
    const place = String(index + 1).padStart(2, '0');
    const { name } = nameOf(`${place}-${basename(match.name, extname(match.name))}.jpg`);
    const path = join(folder, `${name}${ending}`);
    const bytes = await encodeJpeg(picture);
    await writeAtomically(path, (sink) => sink.write(bytes), { signal });
    paths.push(path);
  }
  return paths;
}
