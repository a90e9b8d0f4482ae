import type { Scores } from '../engine/engine.js';

/** For each word the one that wins where it comes closest to winning; -1 for a word without rivals. */
export function closestRivals({ count, data }: Scores): number[] {
  const cells = data.length / count;
  const first = new Int32Array(cells);
  const second = new Int32Array(cells).fill(-1);
  for (let n = 1; n < count; n++)
    for (let cell = 0, at = n * cells; cell < cells; cell++, at++) {
      if (data[at] > data[first[cell] * cells + cell]) {
        second[cell] = first[cell];
        first[cell] = n;
      } else if (second[cell] < 0 || data[at] > data[second[cell] * cells + cell]) second[cell] = n;
    }
  const margins = new Float32Array(count).fill(-Infinity);
  const rivals = new Array<number>(count).fill(-1);
  for (let n = 0; n < count; n++)
    for (let cell = 0; cell < cells; cell++) {
      const rival = first[cell] === n ? second[cell] : first[cell];
      if (rival < 0) continue;
      const margin = data[n * cells + cell] - data[rival * cells + cell];
      if (margin <= margins[n]) continue;
      margins[n] = margin;
      rivals[n] = rival;
    }
  return rivals;
}
