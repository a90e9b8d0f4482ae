import type { GraphBuilder, Value } from '@langseg/onnx-graph';
import { clipGlobalNorm } from '../gradients/clip-global-norm.js';
import { stepNames } from './step-names.js';
import type { ParameterGroup, StepOptions } from './step-options.js';
import { plainLayout, relativeLayout } from './update-layout.js';

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
    const { optimizer, isRelative } = groups[index];
    const slots = Object.fromEntries(
      optimizer.slots.map((slot) => [slot, g.input(stepNames.slot(slot, name), 'float32', shape)]),
    );
    const layout = isRelative ? relativeLayout(g, shape, value) : plainLayout(g, shape);
    const next = optimizer.update(g, {
      parameter: layout.parameter(value),
      gradient: layout.gradient(gradients.get(name)!),
      slots: mapValues(slots, layout.slot),
      scalars: scalars[index],
    });
    for (const slot of optimizer.slots)
      g.output(
        stepNames.next(stepNames.slot(slot, name)),
        layout.nextSlot(next.slots[slot]),
        'float32',
        shape,
      );
    g.output(stepNames.next(name), layout.nextParameter(next.parameter), 'float32', shape);
  }
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
