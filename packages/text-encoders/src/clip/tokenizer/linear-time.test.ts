import { expect, it } from 'vitest';
import { normalizeClipText } from './normalize-text.js';

// What takes the square of these lengths takes minutes.
it.each([
  ['nested references', `&${'amp;'.repeat(50_000)}`],
  ['nested mojibake', `${'Â'.repeat(100_000)}€`],
  ['ampersands', '&'.repeat(200_000)],
  ['line ends', `${'\n'.repeat(100_000)}x`],
  ['blanks', `${' '.repeat(200_000)}x`],
])('%s are normalised in linear time', (_, text) => {
  const start = performance.now();
  normalizeClipText(text);
  expect(performance.now() - start).toBeLessThan(8000);
});
