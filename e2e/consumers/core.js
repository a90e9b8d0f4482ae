import assert from 'node:assert/strict';
import { argmax, tensor } from '@langseg/core';

const logits = tensor('float32', [2, 3], new Float32Array([1, 5, 2, 7, 0, 3]));
assert.deepEqual([...argmax(logits, 0).data], [1, 0, 1]);
assert.throws(() => tensor('float32', [2], new Float32Array(3)), { code: 'SHAPE_MISMATCH' });
