import { LangSegError } from '@langseg/core';
import {
  inferShapes,
  resolveShapes,
  type Graph,
  type GraphBuilder,
  type InferredValue,
  type Value,
} from '@langseg/onnx-graph';
import { activeValues } from './active-values.js';
import { BackwardPass } from './backward-pass.js';
import { forwardPass } from './forward-pass.js';
import { segmentsOf } from './recompute.js';

/** Options of {@link differentiate}. */
export interface DifferentiateOptions {
  /** Shape of each graph input by name; may leave out inputs whose declared shape has no free axes. */
  readonly inputs?: Readonly<Record<string, readonly number[]>>;
  /** Name of the scalar to differentiate. */
  readonly loss: string;
  /** Names of the float initialisers to differentiate by. They become inputs of the new graph. */
  readonly parameters: readonly string[];
  /**
   * Gradient checkpointing (Chen et al. 2016, _Training Deep Nets with Sublinear Memory Cost_): names of values to keep.
   * What lies between two of them is not kept for the backward pass but computed again from the first one, for about
   * a third more time. Default: everything is kept.
   */
  readonly recompute?: readonly string[];
}

/** A graph under construction that holds a forward and a backward pass. */
export interface Differentiation {
  /** Holds both passes; add what is to be done with the gradients, then outputs, then build. */
  readonly g: GraphBuilder;
  /** ∂loss/∂parameter, of the parameter's shape. Parameters that the loss does not depend on are left out. */
  readonly gradients: ReadonlyMap<string, Value>;
  /** Next values of the running statistics of batch norms in training mode, by the name of the statistic. */
  readonly states: ReadonlyMap<string, Value>;
  /** Dtype and shape of every value of the original graph. */
  readonly values: ReadonlyMap<string, InferredValue>;
  /**
   * A value of the original graph by its name.
   *
   * @throws LangSegError `GRAPH_INVALID` for an unknown name.
   */
  value(name: string): Value;
}

/**
 * Reverse-mode differentiation of an ONNX graph by operator rules (Griewank and Walther 2008, _Evaluating Derivatives_,
 * chapter 3). Shapes are fixed first, so that everything that follows from them is a constant. Trainable initialisers and
 * running statistics become inputs of the new graph, under their names.
 *
 * @throws LangSegError `GRAPH_INVALID` when the loss is no scalar, a parameter is no float initialiser, or a node that
 * the loss depends on through a parameter has an operator without gradient; `SHAPE_MISMATCH` as `inferShapes`.
 */
export function differentiate(graph: Graph, options: DifferentiateOptions): Differentiation {
  const resolved = resolveShapes(graph, options);
  const values = inferShapes(resolved);
  assertLoss(graph, values.get(options.loss), options.loss);
  assertParameters(graph, resolved, options.parameters);

  const active = activeValues(resolved, options.parameters, options.loss);
  const known = { graph: resolved, inferred: values, active };
  const forward = forwardPass(known, options.parameters);
  const backward = new BackwardPass(known, forward, segmentsOf(resolved, options.recompute ?? []));
  const gradients = backward.run(options.loss, options.parameters);
  return {
    g: forward.g,
    gradients,
    states: forward.states,
    values,
    value: (name) => {
      const value = forward.values.get(name);
      if (!value)
        throw new LangSegError('GRAPH_INVALID', `Graph ${graph.name} has no value "${name}".`, { name });
      return value;
    },
  };
}

function assertLoss(graph: Graph, loss: InferredValue | undefined, name: string): void {
  if (loss?.dtype.startsWith('float') && loss.shape.every((length) => length === 1)) return;
  const found = loss ? `${loss.dtype}[${loss.shape.join(', ')}]` : 'no value of that name';
  throw new LangSegError(
    'GRAPH_INVALID',
    `The loss "${name}" of graph ${graph.name} must be a float scalar, got ${found}.`,
    { name, found },
  );
}

/** Parameters that only unused nodes read are no initialisers of the resolved graph any more, and have no gradient. */
function assertParameters(graph: Graph, resolved: Graph, parameters: readonly string[]): void {
  for (const name of parameters) {
    const initializer = resolved.initializers.get(name) ?? graph.initializers.get(name);
    if (initializer?.dtype === 'float32' || initializer?.dtype === 'float64') continue;
    throw new LangSegError(
      'GRAPH_INVALID',
      `The parameter "${name}" must be a float32 initialiser of graph ${graph.name}, got ${initializer?.dtype ?? 'none of that name'}.`,
      { name, found: initializer?.dtype },
    );
  }
}
