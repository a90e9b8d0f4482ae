import { expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from './base64.js';

it.each([0, 1, 2, 3, 4, 256, 257, 258])('writes and reads %i bytes', (length) => {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 167) % 256);
  expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
});

it.each(['A', 'A===', 'ab*=', 'ab=c'])('reads nothing from %j', (text) => {
  expect(decodeBase64(text)).toBeUndefined();
});
