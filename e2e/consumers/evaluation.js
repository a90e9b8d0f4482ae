import assert from 'node:assert/strict';
import { ConfusionMatrix, segmentationScores } from '@langseg/evaluation';

const matrix = new ConfusionMatrix(2);
matrix.add([0, 0, 1, 1], [0, 1, 1, -1]);
assert.equal(segmentationScores(matrix).mIoU, 0.5);
assert.deepEqual(ConfusionMatrix.fromJSON(JSON.parse(JSON.stringify(matrix))), matrix);
