import type { EmbeddingGrid } from '@langseg/core';

/** Regions that are joined one pair after the other. */
export interface GrowingRegions {
  /** How many there are. */
  readonly count: number;
  /** The two neighbours that are best joined next. */
  closest(): [number, number];
  /** Cosine between the means of two. */
  cosine(a: number, b: number): number;
  join(a: number, b: number): void;
  /** The region of a cell. */
  rootOf(cell: number): number;
}

/** Every cell of a grid on its own. */
export function growingRegions({ rows, columns, vectors }: EmbeddingGrid): GrowingRegions {
  const cells = rows * columns;
  const dim = vectors.length / cells;
  const means = Float32Array.from(vectors);
  const sizes = new Float64Array(cells).fill(1);
  const parents = Int32Array.from({ length: cells }, (_, cell) => cell);
  const neighbours = Array.from({ length: cells }, (_, cell) => sidesOf(cell, rows, columns));
  /** Cheapest neighbour of each region, and what joining it costs. */
  const best = new Int32Array(cells).fill(-1);
  const costs = new Float64Array(cells).fill(Infinity);
  let roots = Int32Array.from(parents);

  /** By how much the sum of squared distances to the means grows. */
  function costOf(a: number, b: number): number {
    let squares = 0;
    for (let d = 0, i = a * dim, j = b * dim; d < dim; d++, i++, j++) squares += (means[i] - means[j]) ** 2;
    return (squares * sizes[a] * sizes[b]) / (sizes[a] + sizes[b]);
  }

  function findBest(region: number): void {
    [best[region], costs[region]] = [-1, Infinity];
    for (const other of neighbours[region]) {
      const cost = costOf(region, other);
      if (cost >= costs[region]) continue;
      [best[region], costs[region]] = [other, cost];
    }
  }

  for (const root of roots) findBest(root);
  let count = cells;
  return {
    get count() {
      return count;
    },
    closest() {
      let cheapest = -1;
      for (const root of roots)
        if (parents[root] === root && (cheapest < 0 || costs[root] < costs[cheapest])) cheapest = root;
      return [cheapest, best[cheapest]];
    },
    cosine(a, b) {
      let [product, left, right] = [0, 0, 0];
      for (let d = 0, i = a * dim, j = b * dim; d < dim; d++, i++, j++) {
        product += means[i] * means[j];
        left += means[i] ** 2;
        right += means[j] ** 2;
      }
      return left * right > 0 ? product / Math.sqrt(left * right) : Number(left === right);
    },
    join(a, b) {
      const share = sizes[b] / (sizes[a] + sizes[b]);
      for (let d = 0, i = a * dim, j = b * dim; d < dim; d++, i++, j++)
        means[i] += share * (means[j] - means[i]);
      sizes[a] += sizes[b];
      parents[b] = a;
      for (const other of neighbours[b]) {
        neighbours[other].delete(b);
        if (other === a) continue;
        neighbours[other].add(a);
        neighbours[a].add(other);
      }
      neighbours[b].clear();
      findBest(a);
      for (const other of neighbours[a]) {
        if (best[other] === a || best[other] === b) findBest(other);
        else if (costOf(other, a) < costs[other]) [best[other], costs[other]] = [a, costOf(other, a)];
      }
      count--;
      // Those that are gone are looked at no more.
      if (count * 2 < roots.length) roots = roots.filter((root) => parents[root] === root);
    },
    rootOf(cell) {
      while (parents[cell] !== cell) cell = parents[cell];
      return cell;
    },
  };
}

function sidesOf(cell: number, rows: number, columns: number): Set<number> {
  const column = cell % columns;
  const sides = new Set<number>();
  if (column > 0) sides.add(cell - 1);
  if (column < columns - 1) sides.add(cell + 1);
  if (cell >= columns) sides.add(cell - columns);
  if (cell + columns < rows * columns) sides.add(cell + columns);
  return sides;
}
