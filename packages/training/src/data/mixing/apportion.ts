/**
 * Divides `total` places among shares: to each its whole part, the rest to the largest remainders (Hamilton's method),
 * and at least one to every share.
 *
 * @param shares positive numbers, at most `total` of them.
 */
export function apportion(total: number, shares: readonly number[]): number[] {
  const sum = shares.reduce((all, share) => all + share, 0);
  const exact = shares.map((share) => (total * share) / sum);
  const counts = exact.map((count) => Math.max(1, Math.floor(count)));
  let rest = total - counts.reduce((all, count) => all + count, 0);
  const byRemainder = exact
    .map((_, i) => i)
    .sort((a, b) => exact[b] - counts[b] - (exact[a] - counts[a]) || a - b);
  for (let i = 0; rest > 0; i = (i + 1) % byRemainder.length, rest--) counts[byRemainder[i]]++;
  // The places given to very small shares are taken from the largest.
  for (; rest < 0; rest++) counts[counts.indexOf(Math.max(...counts))]--;
  return counts;
}
