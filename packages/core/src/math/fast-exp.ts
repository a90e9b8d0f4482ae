/** Parts of a power of two. */
const parts = 64;
const partOfPower = Float64Array.from({ length: parts }, (_, i) => 2 ** (i / parts));
/** 2⁻¹⁰²² … 2⁰, the powers that have all their digits. */
const lowest = 1022;
const powers = Float64Array.from({ length: lowest + 2 }, (_, i) => 2 ** (i - lowest));
const step = Math.LN2 / parts;
const perStep = parts / Math.LN2;

/**
 * e to a power that is not above 0, to 12 digits: several times as fast as `Math.exp`. Below e⁻⁷⁰⁸ it is 0.
 */
export function fastExp(x: number): number {
  if (!(x > -708)) return 0;
  const whole = (x * perStep - 0.5) | 0;
  const rest = x - whole * step;
  const power = powers[(whole >> 6) + lowest] * partOfPower[whole & (parts - 1)];
  return power * (1 + rest * (1 + rest * (1 / 2 + rest * (1 / 6 + rest / 24))));
}
