import assert from 'node:assert/strict';
import { argmax, tensor } from '@langseg/core';
import { correlate } from '@langseg/core/reference';

const logits = tensor('float32', [2, 3], new Float32Array([1, 5, 2, 7, 0, 3]));
assert.deepEqual([...argmax(logits, 0).data], [1, 0, 1]);
assert.throws(() => tensor('float32', [2], new Float32Array(3)), { code: 'SHAPE_MISMATCH' });

const word = tensor('float32', [1, 2], new Float32Array([1, 0]));
const pixel = tensor('float32', [1, 2, 1, 1], new Float32Array([0.5, 0]));
assert.deepEqual([...correlate(pixel, word, { logitScale: 2 }).data], [1]);
