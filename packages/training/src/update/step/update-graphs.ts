import { simplify, type Differentiation } from '@langseg/autograd';
import { GraphBuilder, type Graph } from '@langseg/onnx-graph';
import { accumulateGradients } from '../gradients/accumulate-gradients.js';
import { appendUpdates, type UpdatedParameter } from './append-updates.js';
import { lossGradients } from './loss-gradients.js';
import { stepNames } from './step-names.js';
import type { StepOptions } from './step-options.js';

/**
 * A whole update in one graph: loss, gradients, clipping, optimiser. Its inputs are those of the loss graph, the
 * parameters and running statistics, slots and scalars; its outputs the results and every next value.
 *
 * @throws LangSegError as `lossGradients`.
 */
export function updateGraph(loss: Graph, options: StepOptions): Graph {
  const pass = lossGradients(loss, options);
  appendUpdates(pass.g, updatedParameters(pass), options);
  return simplify(pass.g.build());
}

/** An update from several batches. */
export interface AccumulatedUpdate {
  /** Adds the gradients of one batch, divided by the number of batches, to `sum:` inputs. */
  readonly accumulate: Graph;
  /** Updates parameters and slots by the sums. */
  readonly apply: Graph;
  /** Shape of each parameter that has a sum. */
  readonly shapes: ReadonlyMap<string, readonly number[]>;
}

/**
 * The graphs of an update from `parts` batches (PyTorch Lightning's `accumulate_grad_batches`: the mean of the batches'
 * gradients).
 *
 * @throws LangSegError as `lossGradients`.
 */
export function accumulatedUpdate(loss: Graph, options: StepOptions, parts: number): AccumulatedUpdate {
  const pass = lossGradients(loss, options);
  const parameters = updatedParameters(pass);
  const shapes = new Map([...parameters].map(([name, { shape }]) => [name, shape]));
  const sums = (g: GraphBuilder) =>
    new Map([...shapes].map(([name, shape]) => [name, g.input(stepNames.sum(name), 'float32', shape)]));
  for (const [name, sum] of accumulateGradients(pass.g, sums(pass.g), pass.gradients, parts))
    pass.g.output(stepNames.next(stepNames.sum(name)), sum, 'float32', shapes.get(name)!);

  const g = new GraphBuilder(`${loss.name}:apply`, { opset: loss.opset });
  const gradients = sums(g);
  const updated = [...shapes].map(([name, shape]): [string, UpdatedParameter] => [
    name,
    { value: g.input(name, 'float32', shape), gradient: gradients.get(name)!, shape },
  ]);
  appendUpdates(g, new Map(updated), options);
  return { accumulate: simplify(pass.g.build()), apply: g.build(), shapes };
}

function updatedParameters(pass: Differentiation): Map<string, UpdatedParameter> {
  return new Map(
    [...pass.gradients].map(([name, gradient]) => [
      name,
      { value: pass.value(name), gradient, shape: pass.values.get(name)!.shape },
    ]),
  );
}
