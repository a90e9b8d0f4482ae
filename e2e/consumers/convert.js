import assert from 'node:assert/strict';
import { bytesSource, readSafetensors, writeSafetensors } from '@langseg/checkpoints';
import { planConversion } from '@langseg/convert';
import { createRegistry, sourceOf, tensor } from '@langseg/core';

const chunks = [];
for await (const chunk of writeSafetensors([['weight', sourceOf(tensor('float32', [2]))]]))
  chunks.push(chunk);

const checkpoint = await readSafetensors(bytesSource(Buffer.concat(chunks)));
await assert.rejects(planConversion(checkpoint, { registry: createRegistry([]) }), {
  code: 'WEIGHTS_MISMATCH',
});
