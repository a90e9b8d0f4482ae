/** Steps in which thresholds are looked for. */
const bins = 64;

/**
 * Divides numbers into three groups so that they vary least within them (Otsu's method): what is alike, what is near, and the rest.
 *
 * @returns the least number of the highest group, to within a 64th of their range; the number itself where all are equal.
 */
export function upperThreshold(values: Float32Array): number {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (!(most > least)) return least;
  const counts = new Float64Array(bins + 1);
  const sums = new Float64Array(bins + 1);
  for (const value of values) {
    const bin = Math.min(bins - 1, Math.floor((bins * (value - least)) / (most - least)));
    counts[bin + 1]++;
    sums[bin + 1] += value;
  }
  for (let bin = 0; bin < bins; bin++) {
    counts[bin + 1] += counts[bin];
    sums[bin + 1] += sums[bin];
  }
  // Least variance within is most variance between: the squared sum of each group over its size.
  const weight = (from: number, to: number): number => {
    const count = counts[to] - counts[from];
    return count === 0 ? 0 : (sums[to] - sums[from]) ** 2 / count;
  };
  let [best, upper] = [-Infinity, bins];
  for (let low = 1; low < bins - 1; low++)
    for (let high = low + 1; high < bins; high++) {
      const between = weight(0, low) + weight(low, high) + weight(high, bins);
      if (between <= best) continue;
      best = between;
      upper = high;
    }
  return least + (upper * (most - least)) / bins;
}
