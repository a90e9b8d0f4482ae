import type { DType, Tensor, TensorSource } from '@langseg/core';
import type { Attribute } from '../operators/attributes.js';

/** One operation of a graph. */
export interface GraphNode {
  /** Unique in the graph; used in messages only. */
  readonly name: string;
  /** Operator name, `Conv`. */
  readonly operator: string;
  /** Operator set; empty for the ONNX standard, `com.microsoft` for onnxruntime's extras. */
  readonly domain: string;
  /** Names of values; an empty name is an omitted optional input. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** An axis: a length, or the name of a free dimension such as `height`. */
export type Dimension = number | string;

/** Name, dtype and shape of a graph input or output. */
export interface GraphValue {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly Dimension[];
}

/** A weight (read when needed) or, with `value`, a constant that rewrites may look into. */
export interface Initializer extends TensorSource {
  readonly value?: Tensor;
}

/**
 * A computation: nodes in topological order, immutable. Weights are {@link TensorSource}s, so a graph of any size is
 * cheap to hold and to rewrite; their data is read only when the model is written or run.
 */
export interface Graph {
  readonly name: string;
  /** Version of the standard operator set. */
  readonly opset: number;
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
  readonly nodes: readonly GraphNode[];
  readonly initializers: ReadonlyMap<string, Initializer>;
  /** Free text pairs kept in the model file (`metadata_props`). */
  readonly metadata: Readonly<Record<string, string>>;
}
