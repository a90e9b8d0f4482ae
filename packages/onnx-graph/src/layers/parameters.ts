import { castSource, LangSegError, type TensorSource, type Weights } from '@langseg/core';
import type { GraphBuilder, Value } from '../graph/graph-builder.js';

/**
 * The weights of one module, looked up by the names that the original code gave them:
 * `parameters.scope('blocks.0').value('norm1.weight')`. Weights enter the graph as float32, under their full name.
 */
export class Parameters {
  readonly #graph: GraphBuilder;
  readonly #weights: Weights;
  readonly #prefix: string;

  constructor(graph: GraphBuilder, weights: Weights, prefix = '') {
    this.#graph = graph;
    this.#weights = weights;
    this.#prefix = prefix;
  }

  /** The parameters whose names go on after `${name}.`. */
  scope(name: string): Parameters {
    return new Parameters(this.#graph, this.#weights, `${this.#prefix}${name}.`);
  }

  has(name: string): boolean {
    return this.#weights.has(this.#prefix + name);
  }

  /** @throws LangSegError `WEIGHTS_MISMATCH` when there is no such weight. */
  source(name: string): TensorSource<'float32'> {
    const found = this.#weights.get(this.#prefix + name);
    if (!found)
      throw new LangSegError('WEIGHTS_MISMATCH', `The weights lack "${this.#prefix}${name}".`, {
        missing: [this.#prefix + name],
      });
    return castSource(found, 'float32');
  }

  /** The weight as a value of the graph. Errors as {@link Parameters.source}. */
  value(name: string): Value {
    return this.#graph.weight(this.#prefix + name, this.source(name));
  }

  /** The weight where it exists; for optional biases. */
  optional(name: string): Value | undefined {
    return this.has(name) ? this.value(name) : undefined;
  }

  /** Adds a weight computed from others under a name of this scope. */
  derived(name: string, source: TensorSource<'float32'>): Value {
    return this.#graph.weight(this.#prefix + name, source);
  }
}
