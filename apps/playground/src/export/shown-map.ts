import type { Enlarged } from '../paint/protocol.js';

/** Words that are painted and which of them each pixel has. */
export interface ShownMap {
  readonly width: number;
  readonly height: number;
  readonly words: readonly string[];
  /** Index into `words`; `words.length` where nothing is painted. */
  readonly labelMap: Uint8Array | Uint16Array;
  /** Name for what is not painted. */
  readonly unpainted: string;
}

/**
 * Leaves out hidden words and uncertain pixels, as the picture does.
 *
 * @param painted indices into `words` of those that are painted, in the order that the file shall have.
 */
export function shownMap(
  { width, height, labelMap, isCertain }: Pick<Enlarged, 'width' | 'height' | 'labelMap' | 'isCertain'>,
  words: readonly string[],
  painted: readonly number[],
): ShownMap {
  const nothing = painted.length;
  const newIndex = words.map((_, index) => (painted.includes(index) ? painted.indexOf(index) : nothing));
  const map = nothing < 256 ? new Uint8Array(labelMap.length) : new Uint16Array(labelMap.length);
  for (let pixel = 0; pixel < map.length; pixel++)
    map[pixel] = isCertain[pixel] ? newIndex[labelMap[pixel]] : nothing;
  return {
    width,
    height,
    words: painted.map((index) => words[index]),
    labelMap: map,
    unpainted: '(unpainted)',
  };
}
