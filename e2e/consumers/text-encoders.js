import assert from 'node:assert/strict';
import { createWordVectorsEncoder, quantizeWordVectors } from '@langseg/text-encoders';

const vectors = new Float32Array([1, 0, 0, 1]);
const encoder = createWordVectorsEncoder(quantizeWordVectors(['cat', 'sky'], vectors, new Float32Array(2)));
assert.deepEqual((await encoder.encode(['sky', 'cat'])).data, new Float32Array([0, 1, 1, 0]));
