import type { RgbImage } from '@langseg/core';

/**
 * The guided filter as He et al. (2013) write it down, equations 19 to 21: sums over every window, and a 3 × 3 system of
 * equations for each pixel. Slow, and plain to check.
 *
 * @param map a value for every pixel.
 * @param radius in pixels.
 */
export function plainGuidedFilter(
  { width, height, data }: RgbImage,
  map: ArrayLike<number>,
  radius: number,
  epsilon: number,
): Float64Array {
  const colour = (pixel: number) => [0, 1, 2].map((channel) => data[3 * pixel + channel] / 255);
  const coefficients = Array.from({ length: width * height }, (_, pixel) => {
    const window = windowOf(pixel, width, height, radius);
    const mean = (value: (pixel: number) => number) =>
      window.reduce((sum, at) => sum + value(at), 0) / window.length;
    const means = [0, 1, 2].map((k) => mean((at) => colour(at)[k]));
    const meanOfMap = mean((at) => map[at]);
    const covariance = [0, 1, 2].map((j) =>
      [0, 1, 2].map(
        (k) => mean((at) => colour(at)[j] * colour(at)[k]) - means[j] * means[k] + (j === k ? epsilon : 0),
      ),
    );
    const withMap = [0, 1, 2].map((k) => mean((at) => colour(at)[k] * map[at]) - means[k] * meanOfMap);
    const a = solve(covariance, withMap);
    return [...a, meanOfMap - a.reduce((sum, factor, k) => sum + factor * means[k], 0)];
  });
  return Float64Array.from(map, (_, pixel) => {
    const window = windowOf(pixel, width, height, radius);
    const mean = [0, 1, 2, 3].map(
      (k) => window.reduce((sum, at) => sum + coefficients[at][k], 0) / window.length,
    );
    return colour(pixel).reduce((sum, value, k) => sum + mean[k] * value, mean[3]);
  });
}

/** Pixels of the square around a pixel that lie in the photo. */
function windowOf(pixel: number, width: number, height: number, radius: number): number[] {
  const [x, y] = [pixel % width, Math.floor(pixel / width)];
  const pixels: number[] = [];
  for (let v = Math.max(0, y - radius); v <= Math.min(height - 1, y + radius); v++)
    for (let u = Math.max(0, x - radius); u <= Math.min(width - 1, x + radius); u++) pixels.push(v * width + u);
  return pixels;
}

/** Cramer's rule. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const determinant = ([a, b, c]: readonly (readonly number[])[]) =>
    a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  return [0, 1, 2].map(
    (column) =>
      determinant(matrix.map((row, i) => row.map((value, k) => (k === column ? right[i] : value)))) /
      determinant(matrix),
  );
}
