import { sourceOf, tensor } from '@langseg/core';
import { GraphBuilder } from '@langseg/onnx-graph';
import { createOptimizer, updateGraph } from '@langseg/training/parts';
import { expect, it } from 'vitest';
import { operatorTimes, totalOf, type ProfileEvent } from './operator-times.js';
import { operatorsTable } from './operators-table.js';
import { stepPhases } from './step-phases.js';

function step() {
  const g = new GraphBuilder('tiny');
  const x = g.input('x', 'float32', [2, 3]);
  const w = g.weight('w', sourceOf(tensor('float32', [3, 1])));
  const y = g.op('Sigmoid', [g.op('MatMul', [x, w])]);
  const loss = g.op('ReduceSum', [y], { keepdims: 0 }, 'loss');
  g.output('loss', loss, 'float32', []);
  g.output('counted', g.op('ReduceSum', [x], { keepdims: 0 }, 'counted'), 'float32', []);
  return updateGraph(g.build(), {
    groups: [{ parameters: ['w'], optimizer: createOptimizer({ type: 'sgd' }) }],
  });
}

it('tells forward pass, backward pass and update apart', () => {
  const graph = step();
  const found = stepPhases(graph);
  const phasesOf = (operator: string) =>
    graph.nodes.filter((node) => node.operator === operator).map(({ name }) => found.get(name));
  expect(phasesOf('Sigmoid')).toEqual(['forward']);
  expect(phasesOf('MatMul')).toEqual(['forward']);
  expect(phasesOf('Gemm')).toEqual(['backward']);
  expect(found.get(graph.nodes.at(-1)!.name)).toBe('update');
});

const event = (name: string, operator: string, ms: number): ProfileEvent => ({
  cat: 'Node',
  name: `${name}_kernel_time`,
  dur: 1000 * ms,
  args: { op_name: operator },
});

const times = operatorTimes(
  [
    event('a:Conv', 'Conv', 50),
    event('a:Conv', 'Conv', 40),
    event('b:Conv/fused/', 'Conv', 50),
    event('c:Mul', 'Mul', 9.5),
    event('made up', 'Cast', 0.5),
    { cat: 'Session', name: 'model_run', dur: 1 },
  ],
  new Map([
    ['a:Conv', 'forward'],
    ['b:Conv', 'backward'],
    ['c:Mul', 'update'],
  ]),
);

it("adds up the shortest of each node's runs by operator", () => {
  expect(times).toEqual([
    { operator: 'Conv', ms: { forward: 40, backward: 50, update: 0 } },
    { operator: 'Mul', ms: { forward: 0, backward: 0, update: 9.5 } },
    { operator: 'Cast', ms: { forward: 0, backward: 0.5, update: 0 } },
  ]);
  expect(totalOf(times[0])).toBe(90);
});

it('lists operators that matter, and sums', () => {
  expect(operatorsTable(times).rows.map((row) => row.join())).toEqual([
    'Conv,40,50,0.0,90 %',
    'Mul,0.0,0.0,9.5,10 %',
    'others,0.0,0.5,0.0,1 %',
    'all,40,51,9.5,100 %',
  ]);
});
