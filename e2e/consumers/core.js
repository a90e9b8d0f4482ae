import { tensor } from '@langseg/core';
import assert from 'node:assert/strict';

assert.deepEqual(tensor('float32', [2, 2]).data, new Float32Array(4));
assert.throws(() => tensor('float32', [2], new Float32Array(3)), { code: 'SHAPE_MISMATCH' });
console.log('ok');
