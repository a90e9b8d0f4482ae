import { LangSegError } from '@langseg/core';
import { parseShard, placesOf } from '@langseg/evaluation';
import type { Terminal } from '../../terminal/terminal.js';
import type { FoundImage } from './find-images.js';
import type { ResultTarget } from './result-target.js';
import { checkRunNote, type RunSettings } from './run-note.js';
import type { SegmentOptions } from './segment-options.js';

/** What {@link imagesToDo} goes by. */
export interface ToDoOptions extends Pick<SegmentOptions, 'shard' | 'resume' | 'out'> {
  /** What results must have been made with to be left as they are. */
  readonly settings: RunSettings;
}

/**
 * The images of the shard, without those whose results are there if the run resumes an earlier one.
 *
 * @throws LangSegError `USAGE` for what is no shard, one without images, and results that were made with other settings.
 */
export async function imagesToDo(
  images: readonly FoundImage[],
  target: ResultTarget,
  { shard, resume, out, settings }: ToDoOptions,
  terminal: Pick<Terminal, 'note'>,
): Promise<readonly FoundImage[]> {
  const mine =
    shard === undefined ? images : placesOf(images.length, parseShard(shard)).map((place) => images[place]);
  if (mine.length === 0 && images.length > 0)
    throw new LangSegError('USAGE', `Of ${images.length} images, shard ${shard} has none. Use fewer shards.`);
  if (!resume) return mine;
  const since = target.isStdout ? undefined : await checkRunNote(out, settings);
  const done = await Promise.all(mine.map((image) => target.isDone(image, since)));
  const unknown = since === undefined && done.some(Boolean);
  if (unknown)
    throw new LangSegError(
      'USAGE',
      `${out} holds results, but nothing there says what they were made with. Choose another folder, or leave out --resume to make all ` +
        'results anew; runs over several images leave a note from now on.',
      { out },
    );
  const left = mine.filter((_, index) => !done[index]);
  if (left.length < mine.length)
    terminal.note(`${mine.length - left.length} of ${mine.length} images are done already.`);
  return left;
}
