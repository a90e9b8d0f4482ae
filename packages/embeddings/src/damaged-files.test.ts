import { testDamagedFiles } from '@langseg/conformance';
import { foreignReaders } from './__fixtures__/foreign-readers.js';

for (const reader of foreignReaders) testDamagedFiles({ ...reader, count: 150 });
