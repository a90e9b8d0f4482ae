import { differentiate, type Differentiation } from '@langseg/autograd';
import { LangSegError } from '@langseg/core';
import type { Graph } from '@langseg/onnx-graph';
import { stepNames } from './step-names.js';
import type { StepOptions } from './step-options.js';

/**
 * The loss graph with its backward pass. Declares `loss`, `counted` and the next running statistics as outputs.
 *
 * @throws LangSegError `CONFIG_INVALID` when a parameter stands in two groups; otherwise as `differentiate`.
 */
export function lossGradients(loss: Graph, { groups, recompute }: StepOptions): Differentiation {
  const parameters = groups.flatMap((group) => group.parameters);
  const twice = parameters.find((name, i) => parameters.indexOf(name) < i);
  if (twice)
    throw new LangSegError(
      'CONFIG_INVALID',
      `The parameter "${twice}" is in two groups; put it in one of them.`,
      { parameter: twice },
    );
  const order = new Map([...loss.initializers.keys()].map((name, i) => [name, i]));
  const inGraphOrder = parameters.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const pass = differentiate(loss, { loss: 'loss', parameters: inGraphOrder, recompute });
  for (const name of ['loss', 'counted'])
    pass.g.output(stepNames.result(name), pass.value(name), 'float32', []);
  for (const [name, value] of pass.states)
    pass.g.output(stepNames.next(name), value, 'float32', pass.values.get(name)!.shape);
  return pass;
}
