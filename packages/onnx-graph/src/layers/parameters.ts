import { castSource, LangSegError, sourceOf, tensor, type TensorSource, type Weights } from '@langseg/core';
import type { GraphBuilder, Value } from '../graph/graph-builder.js';

/**
 * The weights of one module, looked up by the names that the original code gave them:
 * `parameters.scope('blocks.0').value('norm1.weight')`. Weights enter the graph as float32, under their full name.
 *
 * Missing weights are collected while the graph is built and reported together by {@link Parameters.assertComplete}.
 */
export class Parameters {
  readonly #graph: GraphBuilder;
  readonly #weights: Weights;
  readonly #prefix: string;
  readonly #missing: Set<string>;

  constructor(graph: GraphBuilder, weights: Weights, prefix = '', missing = new Set<string>()) {
    this.#graph = graph;
    this.#weights = weights;
    this.#prefix = prefix;
    this.#missing = missing;
  }

  /** The parameters whose names go on after `${name}.`. */
  scope(name: string): Parameters {
    return new Parameters(this.#graph, this.#weights, `${this.#prefix}${name}.`, this.#missing);
  }

  has(name: string): boolean {
    return this.#weights.has(this.#prefix + name);
  }

  /** The weight, or an empty stand-in where it is missing. */
  source(name: string): TensorSource<'float32'> {
    const found = this.#weights.get(this.#prefix + name);
    if (found) return castSource(found, 'float32');
    this.#missing.add(this.#prefix + name);
    return sourceOf(tensor('float32', [0, 0, 0, 0]));
  }

  /** The weight as a value of the graph. */
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

  /**
   * Call when the graph is finished.
   *
   * @throws LangSegError `WEIGHTS_MISMATCH` listing every weight that was asked for and is not there.
   */
  assertComplete(): void {
    if (this.#missing.size === 0) return;
    const missing = [...this.#missing];
    const shown = missing.slice(0, 8).join(', ') + (missing.length > 8 ? ', …' : '');
    throw new LangSegError(
      'WEIGHTS_MISMATCH',
      `${missing.length} weights that this architecture needs are missing: ${shown}. Is this checkpoint of another architecture?`,
      { missing },
    );
  }
}
