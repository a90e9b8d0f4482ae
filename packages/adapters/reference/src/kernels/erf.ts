const twoOverSqrtPi = 2 / Math.sqrt(Math.PI);

/**
 * The error function 2/√π ∫₀ˣ e^(−t²) dt, within a few units of the last place of a double.
 *
 * Up to |x| = 3: erf x = 2/√π · e^(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (2n+1)!!, whose terms are all of one sign (Abramowitz and
 * Stegun 7.1.6). Above: 1 − erfc x, with the continued fraction of erfc (7.1.14) from its tail.
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  const square = x * x;
  if (size <= 3) {
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
      term *= (2 * square) / (2 * n + 1);
      sum += term;
    }
    return twoOverSqrtPi * Math.exp(-square) * sum;
  }
  let fraction = size;
  for (let n = 60; n > 0; n--) fraction = size + n / 2 / fraction;
  const complement = Math.exp(-square) / (Math.sqrt(Math.PI) * fraction);
  return Math.sign(x) * (1 - complement);
}
