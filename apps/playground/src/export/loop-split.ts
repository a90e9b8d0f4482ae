/** What happens in a loop, in milliseconds: the photo, its colours coming from the right, both together, the colours going. */
const [before, coming, after, going] = [600, 1100, 1300, 800];

/** How long a loop takes before it begins anew, in milliseconds. */
export const loopLength = before + coming + after + going;

/** Where the line between photo (left) and colours (right) stands at a time of the loop: 1 shows the photo alone, 0 the colours. */
export function loopSplit(time: number): number {
  const at = time % loopLength;
  if (at < before) return 1;
  if (at < before + coming) return 1 - eased((at - before) / coming);
  if (at < before + coming + after) return 0;
  return eased((at - before - coming - after) / going);
}

/** Begins and ends slowly. */
function eased(share: number): number {
  return share * share * (3 - 2 * share);
}
