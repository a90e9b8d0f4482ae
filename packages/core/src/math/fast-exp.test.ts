import { expect, it } from 'vitest';
import { fastExp } from './fast-exp.js';

it('is e to the power of what is not above 0, to 12 digits', () => {
  let worst = 0;
  for (let x = 0; x > -707; x -= 0.0173) worst = Math.max(worst, Math.abs(fastExp(x) / Math.exp(x) - 1));
  expect(worst).toBeLessThan(1e-12);
  expect(fastExp(0)).toBe(1);
  expect(fastExp(-0)).toBe(1);
  for (const far of [-708.5, -1e30, -Infinity]) expect(fastExp(far)).toBe(0);
});
