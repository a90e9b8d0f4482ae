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
  for (let at = 0; at < map.length; at++) {
    const value = map[at];
    const left = at % width > 0 && map[at - 1] === value ? rootOf(ids[at - 1]) : -1;
    const above = at >= width && map[at - width] === value ? rootOf(ids[at - width]) : -1;
    if (left < 0 && above < 0) {
      ids[at] = parents.length;
      parents.push(parents.length);
    } else {
      const root = left < 0 || above < 0 ? Math.max(left, above) : Math.min(left, above);
      ids[at] = root;
      if (left >= 0) parents[left] = root;
      if (above >= 0) parents[above] = root;
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
