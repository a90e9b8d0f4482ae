import { LangSegError } from '@langseg/core';
import { expect, it } from 'vitest';
import { foreignReaders } from './__fixtures__/foreign-readers.js';

const strangers = ['0', '-1', '0.37', '1e9', '1e308', '1e400', '-1e400', '1e-300', 'null', '"1"'];

/** A model may say any number: each is refused, or serves to segment a photo. */
it.each(foreignReaders)('every number of $name', { timeout: 120_000 }, async ({ samples, read }) => {
  const text = new TextDecoder().decode(samples[0]);
  const numbers = [...text.matchAll(/(?<=[:[,]\s*)-?\d[\d.]*(?=\s*[,\]}\n])/g)];
  expect(numbers.length).toBeGreaterThan(8);
  await read(samples[0]);
  let refused = 0;
  for (const { 0: number, index } of numbers)
    for (const stranger of strangers) {
      const bytes = new TextEncoder().encode(
        text.slice(0, index) + stranger + text.slice(index + number.length),
      );
      try {
        await read(bytes);
      } catch (error) {
        if (!LangSegError.is(error))
          throw new Error(`${stranger} for ${number} at ${index}`, { cause: error });
        refused++;
      }
    }
  expect(refused).toBeGreaterThan(numbers.length * 4);
});
