import type { GraphBuilder, Value } from '@langseg/onnx-graph';
import { clipGlobalNorm } from '../gradients/clip-global-norm.js';
import { stepNames } from './step-names.js';
import type { ParameterGroup, StepOptions } from './step-options.js';

/** A parameter on its way to its next value. */
export interface UpdatedParameter {
  readonly value: Value;
  readonly gradient: Value;
  readonly shape: readonly number[];
}

/**
 * Adds clipping and the optimisers' updates. Slots and scalars become inputs, next values of parameters and slots outputs;
 * with clipping there is an output `gradient_norm`.
 *
 * Parameters are updated in the order of `parameters`. With the first layer first, onnxruntime, which begins at the last
 * node that nothing reads, updates a layer as soon as its gradient is there and keeps no gradient for long.
 */
export function appendUpdates(
  g: GraphBuilder,
  parameters: ReadonlyMap<string, UpdatedParameter>,
  { groups, clipNorm }: Pick<StepOptions, 'groups' | 'clipNorm'>,
): void {
  let gradients: ReadonlyMap<string, Value> = new Map(
    [...parameters].map(([name, { gradient }]) => [name, gradient]),
  );
  if (clipNorm !== undefined) {
    const clipped = clipGlobalNorm(g, gradients, clipNorm);
    gradients = clipped.gradients;
    g.output('gradient_norm', clipped.norm, 'float32', []);
  }
  const scalars = groups.map((group, index) => scalarInputs(g, group, index));
  for (const [name, { value, shape }] of parameters) {
    const index = groups.findIndex((group) => group.parameters.includes(name));
    const { optimizer } = groups[index];
    const slots = Object.fromEntries(
      optimizer.slots.map((slot) => [slot, g.input(stepNames.slot(slot, name), 'float32', shape)]),
    );
    const { flat, shaped } = layoutOf(g, shape);
    const next = optimizer.update(g, {
      parameter: flat(value),
      gradient: flat(gradients.get(name)!),
      slots: mapValues(slots, flat),
      scalars: scalars[index],
    });
    for (const slot of optimizer.slots)
      g.output(stepNames.next(stepNames.slot(slot, name)), shaped(next.slots[slot]), 'float32', shape);
    g.output(stepNames.next(name), shaped(next.parameter), 'float32', shape);
  }
}

/**
 * The layout in which a tensor is updated. onnxruntime goes through a tensor whose last axis has length 1 element by
 * element when a scalar is involved, at a tenth of the speed; 1×1 kernels are therefore updated as lists.
 */
function layoutOf(g: GraphBuilder, shape: readonly number[]) {
  const isSlow = shape.length > 1 && shape.at(-1) === 1;
  const reshaped = (to: readonly number[]) => (value: Value) =>
    isSlow ? g.op('Reshape', [value, g.ints(...to)]) : value;
  return { flat: reshaped([-1]), shaped: reshaped(shape) };
}

function mapValues(values: Readonly<Record<string, Value>>, change: (value: Value) => Value) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

/** What the optimiser computes outside of the graph; the names don't depend on step and rate. */
function scalarInputs(g: GraphBuilder, { optimizer }: ParameterGroup, index: number): Record<string, Value> {
  return Object.fromEntries(
    Object.keys(optimizer.scalars(1, 0)).map((name) => [
      name,
      g.input(stepNames.scalar(index, name), 'float32', []),
    ]),
  );
}
