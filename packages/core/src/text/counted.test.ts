import { expect, it } from 'vitest';
import { counted } from './counted.js';

it('names one thing and several', () => {
  expect(counted(1, 'photo')).toBe('1 photo');
  expect(counted(0, 'photo')).toBe('0 photos');
  expect(counted(1449, 'class', 'classes')).toBe('1,449 classes');
});
