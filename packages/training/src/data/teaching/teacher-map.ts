import { resizeBilinear, type ImageSize, type Tensor } from '@langseg/core';

/** What a teacher sees in a photo: for each cell of a grid over it the most likely classes. */
export interface TeacherMap extends ImageSize {
  /** How many classes a cell has, the most likely first. */
  readonly depth: number;
  /** `[depth, height, width]`: numbers of classes. */
  readonly classes: Uint16Array;
  /** Their probabilities, `[depth, height, width]`, 0 to 255. */
  readonly shares: Uint8Array;
}

/** A photo's cells and the values of its mask together must fit a 16-bit mask, with room for edges. */
const mostCells = 8192;

/** Classes of a cell that are kept. */
const depth = 3;

/** Least share of 255 that is kept: noise would take most of the room. */
const leastShare = 8;

/**
 * The most likely classes of each cell. Grids of more than 8,192 cells are reduced, and what is less
 * likely than 3 % is left out.
 *
 * @param probabilities `[1, C, h, w]`, which add up to 1 in each cell.
 */
export function teacherMap(probabilities: Tensor<'float32'>): TeacherMap {
  const { data, shape } = reduced(probabilities);
  const [, count, height, width] = shape;
  const cells = height * width;
  const classes = new Uint16Array(depth * cells);
  const shares = new Uint8Array(depth * cells);
  for (let cell = 0; cell < cells; cell++)
    for (let index = 0; index < count; index++) {
      const share = Math.round(data[index * cells + cell] * 255);
      if (share >= leastShare) insert(index, share, cell);
    }
  return { width, height, depth, classes, shares };

  /** Keeps the classes of a cell in order; of equal ones the first comes first. */
  function insert(index: number, share: number, cell: number): void {
    for (let place = 0; place < depth; place++) {
      const at = place * cells + cell;
      if (share <= shares[at]) continue;
      for (let below = depth - 1; below > place; below--) {
        classes[below * cells + cell] = classes[(below - 1) * cells + cell];
        shares[below * cells + cell] = shares[(below - 1) * cells + cell];
      }
      classes[at] = index;
      shares[at] = share;
      return;
    }
  }
}

function reduced(probabilities: Tensor<'float32'>): Tensor<'float32'> {
  const [, , height, width] = probabilities.shape;
  const factor = Math.sqrt(mostCells / (height * width));
  if (factor >= 1) return probabilities;
  const size: [number, number] = [Math.floor(height * factor) || 1, Math.floor(width * factor) || 1];
  return resizeBilinear(probabilities, { size }, { alignCorners: false });
}
