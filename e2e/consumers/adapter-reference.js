import assert from 'node:assert/strict';
import { createReferenceRuntime } from '@langseg/adapter-reference';
import { tensor } from '@langseg/core';
import { encodeModel, GraphBuilder } from '@langseg/onnx-graph';

const g = new GraphBuilder('double');
g.output('y', g.op('Mul', [g.input('x', 'float32', ['n']), g.float(2)]), 'float32', ['n']);
const session = await createReferenceRuntime().load(await encodeModel(g.build()));
const { y } = await session.run({ x: tensor('float32', [2], new Float32Array([1, 2])) });
assert.deepEqual(y.data, new Float32Array([2, 4]));
await session.dispose();
