import { LangSegError } from '@langseg/core';
import type { EpisodesPlan } from '../protocols/plan-protocol.js';
import { NumpyRandom } from './numpy-random.js';

/** A question to a few-shot benchmark: where in this photo is that class? */
export interface Episode {
  /** Id of a sample of the data set. */
  readonly sample: string;
  /** Number of the class, in the protocol's order. */
  readonly class: number;
}

/**
 * The episodes of a fold, in the order and with the random numbers of HSNet's data sets (`fewshot_data/data` of
 * isl-org/lang-seg, without support photos), so that every run asks for the same.
 *
 * @param listed every photo of the fold with each of its classes, in the order of the published lists.
 * @throws LangSegError `NOT_FOUND` when the lists have no photo for a class that the fold asks for.
 */
export function drawEpisodes({ protocol, fold, asked }: EpisodesPlan, listed: readonly Episode[]): Episode[] {
  const { draw, count, seed } = protocol;
  const byClass = new Map(asked.map((number): [number, Episode[]] => [number, []]));
  for (const episode of listed) byClass.get(episode.class)?.push(episode);
  const missing = asked.filter((number) => byClass.get(number)!.length === 0);
  if (missing.length > 0)
    throw new LangSegError(
      'NOT_FOUND',
      `The lists of fold ${fold} have no photo of class ${missing.slice(0, 10).join(', ')}; are they those of another fold?`,
      { fold, missing },
    );
  const pool = listed.filter((episode) => byClass.has(episode.class));
  if (count === 'all') return pool;
  if (draw === 'listed') return Array.from({ length: count }, (_, index) => pool[index % pool.length]);
  const random = new NumpyRandom(seed);
  return Array.from({ length: count }, () => random.choice(byClass.get(random.choice(asked))!));
}
