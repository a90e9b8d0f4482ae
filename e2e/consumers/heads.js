import assert from 'node:assert/strict';
import { correlationGraph } from '@langseg/heads';

const graph = correlationGraph({
  logitScale: 1 / 0.07,
  upsampling: { factor: 2, alignCorners: true },
  perImage: false,
});
assert.deepEqual(
  graph.outputs.map((output) => output.name),
  ['logits'],
);
