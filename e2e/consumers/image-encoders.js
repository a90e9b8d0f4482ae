import assert from 'node:assert/strict';
import { checkDptVitSize, dptVit } from '@langseg/image-encoders';

assert.equal(dptVit.slot, 'imageEncoder');
assert.throws(() => checkDptVitSize(480, 496, 16), { code: 'SHAPE_MISMATCH' });
