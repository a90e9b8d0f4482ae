import type { GraphBuilder, GraphNode, InferredValue, Value } from '@langseg/onnx-graph';

/** A node whose shapes are known, in the graph that is being built. */
export interface NodeContext {
  readonly g: GraphBuilder;
  /** Operator and attributes. Its names are those of the original graph; use {@link inputs} to refer to values. */
  readonly node: GraphNode;
  /** The node's inputs; `undefined` where an optional one is left out. */
  readonly inputs: readonly (Value | undefined)[];
  /** Shapes of {@link inputs}, and their elements where these follow from shapes and constants. */
  readonly inputValues: readonly (InferredValue | undefined)[];
  /** Shapes of the node's outputs. */
  readonly outputValues: readonly InferredValue[];
}

/** What the forward pass of a node yields. */
export interface ForwardResult {
  /** The node's outputs, in order. */
  readonly outputs: readonly Value[];
  /** Values that the gradient reads, by a name of the operator's choice. */
  readonly saved?: Readonly<Record<string, Value>>;
  /** Next values of weights that the pass itself moves (running statistics), by the weight's name. */
  readonly states?: ReadonlyMap<string, Value>;
}

/** A node together with the gradients that have reached its outputs. */
export interface GradientContext extends NodeContext {
  readonly outputs: readonly Value[];
  readonly saved: Readonly<Record<string, Value>>;
  /** ∂loss/∂output for each output, of the output's shape; `undefined` where the loss does not depend on it. */
  readonly gradients: readonly (Value | undefined)[];
  /** Whether ∂loss/∂input is asked for, for each input. Rules may leave out the others. */
  readonly wanted: readonly boolean[];
}

/** How an operator is differentiated. */
export interface Differentiable {
  /** Computes the node in a way that keeps what the gradient needs. Default: the node as it is. */
  forward?(context: NodeContext): ForwardResult;
  /**
   * Vector-Jacobian product: ∂loss/∂input for each wanted input, of the input's shape; `undefined` for no dependence.
   * At least one output has a gradient, and at least one input is wanted, when this is called.
   */
  gradient(context: GradientContext): readonly (Value | undefined)[];
}
