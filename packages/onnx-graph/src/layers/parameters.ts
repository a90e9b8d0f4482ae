import {
  castSource,
  counted,
  LangSegError,
  sourceOf,
  tensor,
  type TensorSource,
  type Weights,
} from '@langseg/core';
import type { GraphBuilder, Value } from '../graph/graph-builder.js';
import type { BatchNormMode } from './batch-norm-mode.js';

/**
 * The weights of one module, looked up by the names that the original code gave them:
 * `parameters.scope('blocks.0').value('norm1.weight')`. Weights enter the graph as float32, under their full name.
 *
 * Missing weights are collected while the graph is built and reported together by {@link Parameters.assertComplete}.
 */
export class Parameters {
  /** How layers of this module are to add their batch norms. */
  readonly batchNorm: BatchNormMode;
  readonly #graph: GraphBuilder;
  readonly #weights: Weights;
  readonly #prefix: string;
  readonly #missing: Set<string>;

  /**
   * @param options.batchNorm default `folded`.
   * @param options.prefix what the names in `weights` begin with; default nothing.
   * @param options.missing collects the names of weights that are missing.
   */
  constructor(
    graph: GraphBuilder,
    weights: Weights,
    options: {
      readonly batchNorm?: BatchNormMode;
      readonly prefix?: string;
      readonly missing?: Set<string>;
    } = {},
  ) {
    this.#graph = graph;
    this.#weights = weights;
    this.batchNorm = options.batchNorm ?? 'folded';
    this.#prefix = options.prefix ?? '';
    this.#missing = options.missing ?? new Set();
  }

  /** The parameters whose names go on after `${name}.`. */
  scope(name: string): Parameters {
    return new Parameters(this.#graph, this.#weights, {
      batchNorm: this.batchNorm,
      prefix: `${this.#prefix}${name}.`,
      missing: this.#missing,
    });
  }

  has(name: string): boolean {
    return this.#weights.has(this.#prefix + name);
  }

  /**
   * The weight, or an empty stand-in where it is missing.
   *
   * @throws LangSegError `WEIGHTS_MISMATCH` for one of whole numbers.
   */
  source(name: string): TensorSource<'float32'> {
    const found = this.#weights.get(this.#prefix + name);
    if (found) {
      assertFloats(this.#prefix + name, found);
      return castSource(found, 'float32');
    }
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
      `The checkpoint lacks ${counted(missing.length, 'weight')} of this architecture: ${shown}. Is it of another one?`,
      { missing },
    );
  }
}

/** Whole numbers are quantised weights, whose scales lie elsewhere, or none at all. */
function assertFloats(name: string, { dtype }: TensorSource): void {
  if (['float32', 'float64', 'float16', 'bfloat16'].includes(dtype)) return;
  throw new LangSegError(
    'WEIGHTS_MISMATCH',
    `The weight "${name}" holds numbers of type ${dtype}, expected floats. If the checkpoint is quantised, take the original one.`,
    { name, dtype },
  );
}
