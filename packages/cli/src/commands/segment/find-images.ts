import { basename } from 'node:path';
import { listImages } from '@langseg/adapters/node';
import { LangSegError } from '@langseg/core';
import type { CommandContext } from '../command-context.js';
import { ImageFailure, ofOneImage } from './image-failure.js';

/** An image to segment, not yet read. */
export interface FoundImage {
  /** What was typed, `folder/file` for the images of a folder, `stdin` for `-`. */
  readonly name: string;
  /** Path or address; none for standard input. */
  readonly path?: string;
  /** Set when there is nothing to read: why. */
  readonly failure?: ImageFailure;
}

/** Names that this command gives to its own pictures. */
const resultName = /\.(mask|overlay|heatmap\.[^.]+)\.png$/i;

/**
 * Expands what was typed into images without reading any. Of folders, pictures that an earlier run has left there are
 * passed over; images that were typed by name are taken whatever they are called.
 *
 * @throws LangSegError `USAGE` when standard input is named twice, `ABORTED`.
 */
export async function findImages(
  inputs: readonly string[],
  { io: { signal }, terminal }: CommandContext,
): Promise<FoundImage[]> {
  if (inputs.filter((input) => input === '-').length > 1)
    throw new LangSegError('USAGE', 'Standard input (-) can be read only once.');
  const found: FoundImage[] = [];
  let results = 0;
  for (const input of inputs) {
    if (input === '-') {
      found.push({ name: 'stdin' });
      continue;
    }
    try {
      for (const name of await ofOneImage(() => namesOf(input, signal))) {
        if (name !== input && resultName.test(basename(name))) results++;
        else found.push({ name, path: name });
      }
    } catch (error) {
      if (!(error instanceof ImageFailure)) throw error;
      found.push({ name: input, path: input, failure: error });
    }
  }
  if (results > 0)
    terminal.note(`${results} ${results === 1 ? 'picture' : 'pictures'} of an earlier run passed over.`);
  return found;
}

async function namesOf(input: string, signal: AbortSignal): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of listImages(input, { signal })) names.push(name);
  return names;
}
