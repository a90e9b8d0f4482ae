/** Connected pixels of one value. */
export interface MapComponent {
  /** Their value in the map. */
  readonly value: number;
  readonly pixels: number;
}

/** A map taken apart into connected pieces. */
export interface MapComponents {
  /** Position in `components` of every pixel's piece, row-major. */
  readonly ids: Uint32Array;
  /** In the order of their first pixels. */
  readonly components: readonly MapComponent[];
}

/** Finds the pieces of a map whose pixels have one value and touch by an edge. */
export function labelComponents(map: ArrayLike<number>, width: number): MapComponents {
  const ids = new Uint32Array(map.length);
  const parents: number[] = [];
  const rootOf = (id: number): number => {
    while (parents[id] !== id) id = parents[id] = parents[parents[id]];
    return id;
  };
  for (let start = 0; start < map.length; start += width)
    for (let at = start; at < start + width; at++) {
      const value = map[at];
      const isLeft = at > start && map[at - 1] === value;
      const isAbove = at >= width && map[at - width] === value;
      if (isLeft) {
        const id = (ids[at] = ids[at - 1]);
        // Where both pixels to the left are of this piece, it has been joined there.
        if (isAbove && ids[at - width] !== id && map[at - width - 1] !== value) {
          const [left, above] = [rootOf(id), rootOf(ids[at - width])];
          parents[Math.max(left, above)] = Math.min(left, above);
        }
      } else if (isAbove) ids[at] = ids[at - width];
      else {
        ids[at] = parents.length;
        parents.push(parents.length);
      }
    }
  return numbered(map, ids, parents);
}

/** Numbers the pieces one after the other. A piece's root comes before all others of it. */
function numbered(map: ArrayLike<number>, ids: Uint32Array, parents: readonly number[]): MapComponents {
  const numbers = new Uint32Array(parents.length);
  let count = 0;
  for (let id = 0; id < parents.length; id++)
    numbers[id] = parents[id] === id ? count++ : numbers[parents[id]];
  const values = new Uint32Array(count);
  const pixels = new Uint32Array(count);
  for (let at = 0; at < ids.length; at++) {
    const number = numbers[ids[at]];
    ids[at] = number;
    values[number] = map[at];
    pixels[number]++;
  }
  return {
    ids,
    components: Array.from({ length: count }, (_, id) => ({ value: values[id], pixels: pixels[id] })),
  };
}
