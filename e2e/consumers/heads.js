import assert from 'node:assert/strict';
import { correlationGraph, lsegLogitScale } from '@langseg/heads';

const graph = correlationGraph({
  logitScale: lsegLogitScale,
  upsampling: { factor: 2, alignCorners: true },
  perImage: false,
});
assert.deepEqual(
  graph.outputs.map((output) => output.name),
  ['logits'],
);
