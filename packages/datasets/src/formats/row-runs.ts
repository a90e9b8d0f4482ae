/** Lengths of the runs of a mask, row by row; the first one of pixels that are not set. */
export function rowRuns(mask: Uint8Array): number[] {
  const runs: number[] = [];
  let [last, start] = [0, 0];
  for (let at = 0; at < mask.length; at++) {
    if (mask[at] === last) continue;
    runs.push(at - start);
    [last, start] = [mask[at], at];
  }
  runs.push(mask.length - start);
  return runs;
}
