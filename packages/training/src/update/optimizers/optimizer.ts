import type { GraphBuilder, Value } from '@langseg/onnx-graph';

/** A parameter on its way through one update, as values of a graph. */
export interface UpdateValues {
  readonly parameter: Value;
  /** ∂loss/∂parameter, of the parameter's shape. */
  readonly gradient: Value;
  /** The optimiser's memory of this parameter, one value of its shape for each of {@link Optimizer.slots}. */
  readonly slots: Readonly<Record<string, Value>>;
  /** Float32 scalars, one for each entry of {@link Optimizer.scalars}. */
  readonly scalars: Readonly<Record<string, Value>>;
}

/** What an update yields. */
export interface UpdatedValues {
  /** The parameter's next value. */
  readonly parameter: Value;
  /** Next values of the slots. */
  readonly slots: Readonly<Record<string, Value>>;
}

/**
 * An update rule for weights. The rule is a piece of graph, so that it runs where the gradients are; what depends on the
 * step or the learning rate alone is computed outside of it, in double precision.
 */
export interface Optimizer {
  /** Names of the tensors that it keeps for each parameter, of the parameter's shape; they start as zeros. */
  readonly slots: readonly string[];
  /**
   * Scalars of one update, by name.
   *
   * @param step number of this update, counting from 1.
   */
  scalars(step: number, learningRate: number): Readonly<Record<string, number>>;
  /** Adds the update of one parameter to a graph: its next value, and those of its slots. */
  update(g: GraphBuilder, values: UpdateValues): UpdatedValues;
}
