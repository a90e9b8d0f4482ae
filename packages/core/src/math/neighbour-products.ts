/** Dot products of every embedding v(y, x) of a grid with its neighbours, `[h, w]` each; meaningless past the edge. */
export interface NeighbourProducts {
  /** v(y, x) · v(y, x) */
  readonly own: Float64Array;
  /** v(y, x) · v(y, x + 1) */
  readonly right: Float64Array;
  /** v(y, x) · v(y + 1, x) */
  readonly down: Float64Array;
  /** v(y, x) · v(y + 1, x + 1) */
  readonly diagonal: Float64Array;
  /** v(y, x + 1) · v(y + 1, x) */
  readonly antidiagonal: Float64Array;
}

/**
 * One row of cells at a time with the channels inside, so that the five rows of sums stay in the nearest cache while
 * the planes stream past. Taking four channels a step quarters the traffic to the sums (65 → 25 ms for 512 × 120 × 120).
 *
 * @param image `[D, h, w]`.
 */
export function neighbourProducts(image: Float32Array, D: number, h: number, w: number): NeighbourProducts {
  const area = h * w;
  const products: NeighbourProducts = {
    own: new Float64Array(area),
    right: new Float64Array(area),
    down: new Float64Array(area),
    diagonal: new Float64Array(area),
    antidiagonal: new Float64Array(area),
  };
  for (let y = 0; y < h; y++) {
    const toBelow = y + 1 < h ? w : 0;
    let d = 0;
    for (; d + 4 <= D; d += 4) addFourChannels(products, y * w, w, image, d * area + y * w, area, toBelow);
    for (; d < D; d++) addChannel(products, y * w, w, image, d * area + y * w, toBelow);
  }
  return products;
}

/** Adds one channel's products to the `w` cells from `cell`; its row starts at `start`, the next `toBelow` further. */
function addChannel(
  { own, right, down, diagonal, antidiagonal }: NeighbourProducts,
  cell: number,
  w: number,
  image: Float32Array,
  start: number,
  toBelow: number,
): void {
  let a = image[start];
  let c = image[start + toBelow];
  for (let x = 0; x < w; x++) {
    const next = x + 1 < w ? start + x + 1 : start + x;
    const b = image[next];
    const d = image[next + toBelow];
    own[cell + x] += a * a;
    right[cell + x] += a * b;
    down[cell + x] += a * c;
    diagonal[cell + x] += a * d;
    antidiagonal[cell + x] += b * c;
    a = b;
    c = d;
  }
}

/** {@link addChannel} for four channels whose planes lie `area` apart. */
function addFourChannels(
  { own, right, down, diagonal, antidiagonal }: NeighbourProducts,
  cell: number,
  w: number,
  image: Float32Array,
  start: number,
  area: number,
  toBelow: number,
): void {
  const start1 = start + area;
  const start2 = start1 + area;
  const start3 = start2 + area;
  let a0 = image[start];
  let a1 = image[start1];
  let a2 = image[start2];
  let a3 = image[start3];
  let c0 = image[start + toBelow];
  let c1 = image[start1 + toBelow];
  let c2 = image[start2 + toBelow];
  let c3 = image[start3 + toBelow];
  for (let x = 0; x < w; x++) {
    const next = x + 1 < w ? x + 1 : x;
    const below = next + toBelow;
    const b0 = image[start + next];
    const b1 = image[start1 + next];
    const b2 = image[start2 + next];
    const b3 = image[start3 + next];
    const d0 = image[start + below];
    const d1 = image[start1 + below];
    const d2 = image[start2 + below];
    const d3 = image[start3 + below];
    const at = cell + x;
    own[at] += a0 * a0 + a1 * a1 + a2 * a2 + a3 * a3;
    right[at] += a0 * b0 + a1 * b1 + a2 * b2 + a3 * b3;
    down[at] += a0 * c0 + a1 * c1 + a2 * c2 + a3 * c3;
    diagonal[at] += a0 * d0 + a1 * d1 + a2 * d2 + a3 * d3;
    antidiagonal[at] += b0 * c0 + b1 * c1 + b2 * c2 + b3 * c3;
    a0 = b0;
    a1 = b1;
    a2 = b2;
    a3 = b3;
    c0 = d0;
    c1 = d1;
    c2 = d2;
    c3 = d3;
  }
}
