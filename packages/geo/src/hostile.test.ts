import { testDamagedFiles } from '@langseg/conformance';
import { describe } from 'vitest';
import { foreignReaders } from './__fixtures__/foreign-readers.js';

describe('damaged files', () => {
  for (const reader of foreignReaders) testDamagedFiles({ ...reader, count: 400 });
});
