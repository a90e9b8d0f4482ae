import assert from 'node:assert/strict';
import { createNodeRuntime } from '@langseg/adapter-node';
import { createReferenceRuntime } from '@langseg/adapter-reference';
import { describeBrowser } from '@langseg/adapter-web';
import { tensor } from '@langseg/core';
import { encodeModel, GraphBuilder } from '@langseg/onnx-graph';

const g = new GraphBuilder('double');
g.output('y', g.op('Mul', [g.input('x', 'float32', ['n']), g.float(2)]), 'float32', ['n']);
const model = await encodeModel(g.build());

for (const runtime of [createNodeRuntime(), createReferenceRuntime()]) {
  const session = await runtime.load(model);
  const { y } = await session.run({ x: tensor('float32', [2], new Float32Array([1, 2])) });
  assert.deepEqual(y.data, new Float32Array([2, 4]), runtime.name);
  await session.dispose();
}

// Code for browsers can be imported everywhere, and says what is missing.
const { simd, threads, webgpu } = await describeBrowser();
assert.deepEqual({ simd, threads, webgpu }, { simd: true, threads: 1, webgpu: undefined });
