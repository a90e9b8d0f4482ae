import { createReferenceRuntime } from '@langseg/adapter-reference';
import { tensor, type Tensor } from '@langseg/core';
import { encodeModel, GraphBuilder, type Value } from '@langseg/onnx-graph';
import type { Optimizer } from '../optimizer.js';

/** Learning rate and gradient of one update. */
export interface Update {
  readonly learningRate: number;
  readonly gradient: readonly number[];
}

/** A parameter and the optimiser's memory of it. */
export interface UpdatedState {
  readonly parameter: number[];
  readonly slots: Record<string, number[]>;
}

/** Builds the graph of one update and runs it again and again, feeding back what it yields. */
export async function runUpdates(
  optimizer: Optimizer,
  start: readonly number[],
  updates: readonly Update[],
): Promise<UpdatedState> {
  const shape = [start.length];
  const session = await createReferenceRuntime().load(await encodeModel(updateGraph(optimizer, shape)));
  let state: Record<string, Tensor> = { parameter: tensor('float32', shape, Float32Array.from(start)) };
  for (const slot of optimizer.slots) state[`slot:${slot}`] = tensor('float32', shape);
  for (const [i, { learningRate, gradient }] of updates.entries()) {
    const feeds: Record<string, Tensor> = {
      ...state,
      gradient: tensor('float32', shape, Float32Array.from(gradient)),
    };
    for (const [name, value] of Object.entries(optimizer.scalars(i + 1, learningRate)))
      feeds[`scalar:${name}`] = tensor('float32', [], Float32Array.of(value));
    const next = await session.run(feeds);
    state = Object.fromEntries(
      Object.entries(next).map(([name, value]) => [name.replace(/^next:/, ''), value]),
    );
  }
  await session.dispose();
  return {
    parameter: Array.from(state.parameter.data, Number),
    slots: Object.fromEntries(
      optimizer.slots.map((slot) => [slot, Array.from(state[`slot:${slot}`].data, Number)]),
    ),
  };
}

function updateGraph(optimizer: Optimizer, shape: readonly number[]) {
  const g = new GraphBuilder('update');
  const inputs = (prefix: string, names: readonly string[], shape: readonly number[]) =>
    Object.fromEntries(
      names.map((name): [string, Value] => [name, g.input(`${prefix}:${name}`, 'float32', shape)]),
    );
  const { parameter, slots } = optimizer.update(g, {
    parameter: g.input('parameter', 'float32', shape),
    gradient: g.input('gradient', 'float32', shape),
    slots: inputs('slot', optimizer.slots, shape),
    scalars: inputs('scalar', Object.keys(optimizer.scalars(1, 1)), []),
  });
  g.output('next:parameter', parameter, 'float32', shape);
  for (const slot of optimizer.slots) g.output(`next:slot:${slot}`, slots[slot], 'float32', shape);
  return g.build();
}
