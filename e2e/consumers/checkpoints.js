import assert from 'node:assert/strict';
import { bytesSource, readSafetensors, writeSafetensors } from '@langseg/checkpoints';
import { sourceOf, tensor } from '@langseg/core';

const weight = tensor('float32', [2], new Float32Array([0.5, -1]));
const chunks = [];
for await (const chunk of writeSafetensors([['weight', sourceOf(weight)]])) chunks.push(chunk);

const { tensors } = await readSafetensors(bytesSource(Buffer.concat(chunks)));
assert.deepEqual(await tensors.get('weight')?.load(), weight);
