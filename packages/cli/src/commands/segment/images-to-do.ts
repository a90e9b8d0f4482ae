import { LangSegError } from '@langseg/core';
import { parseShard, placesOf } from '@langseg/evaluation';
import type { Terminal } from '../../terminal/terminal.js';
import type { FoundImage } from './find-images.js';
import type { ResultTarget } from './result-target.js';
import type { SegmentOptions } from './segment-options.js';

/**
 * The images of the shard, without those whose results are there if the run resumes an earlier one.
 *
 * @throws LangSegError `USAGE` for what is no shard, or one without images.
 */
export async function imagesToDo(
  images: readonly FoundImage[],
  target: ResultTarget,
  { shard, resume }: Pick<SegmentOptions, 'shard' | 'resume'>,
  terminal: Pick<Terminal, 'note'>,
): Promise<readonly FoundImage[]> {
  const mine =
    shard === undefined ? images : placesOf(images.length, parseShard(shard)).map((place) => images[place]);
  if (mine.length === 0 && images.length > 0)
    throw new LangSegError('USAGE', `Of ${images.length} images, shard ${shard} has none. Use fewer shards.`);
  if (!resume) return mine;
  const done = await Promise.all(mine.map((image) => target.isDone(image)));
  const left = mine.filter((_, index) => !done[index]);
  if (left.length < mine.length)
    terminal.note(`${mine.length - left.length} of ${mine.length} images are done already.`);
  return left;
}
