import { tensor, type Runtime, type Tensor } from '@langseg/core';
import { encodeModel, GraphBuilder, type Graph, type Value } from '@langseg/onnx-graph';
import type { Optimizer } from '../../update/optimizers/optimizer.js';

/** Learning rate and gradient of one update. */
export interface Update {
  readonly learningRate: number;
  readonly gradient: readonly number[];
}

/** A parameter and the optimiser's memory of it, after so many updates. */
export interface UpdatedState {
  readonly parameter: readonly number[];
  readonly slots: Readonly<Record<string, readonly number[]>>;
  readonly step: number;
}

/** Builds the graph of one update and runs it again and again, feeding back what it yields. */
export async function runUpdates(
  runtime: Runtime,
  optimizer: Optimizer,
  start: Pick<UpdatedState, 'parameter'> & Partial<UpdatedState>,
  updates: readonly Update[],
): Promise<UpdatedState> {
  const length = start.parameter.length;
  const session = await runtime.load(await encodeModel(updateGraph(optimizer, [length])));
  const list = (values: readonly number[]) => tensor('float32', [length], Float32Array.from(values));
  let state: Record<string, Tensor> = { parameter: list(start.parameter) };
  for (const slot of optimizer.slots)
    state[`slot:${slot}`] = list(start.slots?.[slot] ?? Array.from({ length }, () => 0));
  let step = start.step ?? 0;
  for (const { learningRate, gradient } of updates) {
    const feeds: Record<string, Tensor> = { ...state, gradient: list(gradient) };
    for (const [name, value] of Object.entries(optimizer.scalars(++step, learningRate)))
      feeds[`scalar:${name}`] = tensor('float32', [], Float32Array.of(value));
    const next = await session.run(feeds);
    state = Object.fromEntries(
      Object.entries(next).map(([name, value]) => [name.replace(/^next:/, ''), value]),
    );
  }
  await session.dispose();
  const numbers = (name: string) => Array.from(state[name].data, Number);
  return {
    parameter: numbers('parameter'),
    slots: Object.fromEntries(optimizer.slots.map((slot) => [slot, numbers(`slot:${slot}`)])),
    step,
  };
}

function updateGraph(optimizer: Optimizer, shape: readonly number[]): Graph {
  const g = new GraphBuilder('update');
  const inputs = (prefix: string, names: readonly string[], shapeOf: readonly number[]) =>
    Object.fromEntries(
      names.map((name): [string, Value] => [name, g.input(`${prefix}:${name}`, 'float32', shapeOf)]),
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
