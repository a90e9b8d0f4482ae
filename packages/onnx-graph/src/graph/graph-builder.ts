import { LangSegError, type DType, type Tensor, type TensorSource } from '@langseg/core';
import {
  operatorAttributes,
  type AttributeKind,
  type AttributesOf,
  type OperatorName,
} from '../operators/attributes.js';
import { constantOf, float32, int64 } from './constant.js';
import type { Attribute, Dimension, Graph, GraphNode, GraphValue, Initializer } from './graph.js';

declare const valueBrand: unique symbol;

/** Handle of a value of the graph being built. */
export interface Value {
  readonly name: string;
  readonly [valueBrand]: true;
}

/** `undefined` leaves out an optional input. */
export type OperatorInput = Value | undefined;

/**
 * Builds a {@link Graph} operation by operation, so that an architecture reads like the code it follows:
 *
 * ```ts
 * const g = new GraphBuilder('classifier');
 * const x = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);
 * const y = g.op('Relu', [g.op('Conv', [x, g.weight('stem.weight', source)], { strides: [2, 2] })]);
 * g.output('features', y, 'float32', ['batch', 32, 'height/2', 'width/2']);
 * const graph = g.build();
 * ```
 */
export class GraphBuilder {
  readonly #name: string;
  readonly #opset: number;
  readonly #inputs: GraphValue[] = [];
  readonly #outputs: GraphValue[] = [];
  readonly #nodes: GraphNode[] = [];
  readonly #initializers = new Map<string, Initializer>();
  readonly #constants = new Map<string, Value>();
  readonly #names = new Set<string>();

  /** @param options.opset version of the standard operators; default 20. */
  constructor(name: string, options: { readonly opset?: number } = {}) {
    this.#name = name;
    this.#opset = options.opset ?? 20;
  }

  /** Declares a graph input; free axes are named. */
  input(name: string, dtype: DType, shape: readonly Dimension[]): Value {
    this.#inputs.push({ name: this.#claim(name), dtype, shape });
    return handle(name);
  }

  /**
   * Adds a weight. Asking twice for one name gives the same value.
   *
   * @throws LangSegError `GRAPH_INVALID` when the name belongs to something else.
   */
  weight(name: string, source: TensorSource): Value {
    const known = this.#initializers.get(name);
    if (known) {
      if (known.dtype !== source.dtype || known.shape.join() !== source.shape.join())
        throw new LangSegError('GRAPH_INVALID', `Two different weights are named "${name}".`, { name });
      return handle(name);
    }
    this.#initializers.set(this.#claim(name), source);
    return handle(name);
  }

  /** Adds a small tensor that rewrites may fold; equal constants are shared. */
  constant(value: Tensor): Value {
    const key = `${value.dtype}[${value.shape.join()}]${Array.from(value.data as ArrayLike<unknown>).join()}`;
    const known = this.#constants.get(key);
    if (known) return known;
    const name = this.#claim(`constant_${this.#constants.size}`);
    this.#initializers.set(name, constantOf(value));
    const made = handle(name);
    this.#constants.set(key, made);
    return made;
  }

  /** A constant list of integers: shapes, axes, sizes. */
  ints(...values: number[]): Value {
    return this.constant(int64(values));
  }

  /** A constant float32 scalar. */
  float(value: number): Value {
    return this.constant(float32(value));
  }

  /**
   * Adds a standard operator with one output.
   *
   * @param outputName name of the result where it should be found again; made up when left out.
   */
  op<O extends OperatorName>(
    operator: O,
    inputs: readonly OperatorInput[],
    attributes: AttributesOf<O> = {},
    outputName?: string,
  ): Value {
    return this.#append(operator, '', inputs, standardAttributes(operator, attributes), [
      this.#claim(outputName ?? this.#fresh(operator)),
    ])[0];
  }

  /** Adds a standard operator with `count` outputs, such as `Split`. */
  ops<O extends OperatorName>(
    operator: O,
    inputs: readonly OperatorInput[],
    count: number,
    attributes: AttributesOf<O> = {},
  ): Value[] {
    const base = this.#fresh(operator);
    const outputs = Array.from({ length: count }, (_, i) => this.#claim(`${base}_${i}`));
    return this.#append(operator, '', inputs, standardAttributes(operator, attributes), outputs);
  }

  /** Adds an operator of another domain, with attributes as they are stored. */
  custom(
    domain: string,
    operator: string,
    inputs: readonly OperatorInput[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): Value {
    return this.#append(operator, domain, inputs, attributes, [this.#claim(this.#fresh(operator))])[0];
  }

  /** Declares `value` as a graph output called `name`. */
  output(name: string, value: Value, dtype: DType, shape: readonly Dimension[]): void {
    if (value.name !== name) this.op('Identity', [value], {}, name);
    this.#outputs.push({ name, dtype, shape });
  }

  /** The finished graph. The builder may go on adding; the returned graph does not change. */
  build(metadata: Readonly<Record<string, string>> = {}): Graph {
    return {
      name: this.#name,
      opset: this.#opset,
      inputs: [...this.#inputs],
      outputs: [...this.#outputs],
      nodes: [...this.#nodes],
      initializers: new Map(this.#initializers),
      metadata,
    };
  }

  #append(
    operator: string,
    domain: string,
    inputs: readonly OperatorInput[],
    attributes: Readonly<Record<string, Attribute>>,
    outputs: readonly string[],
  ): Value[] {
    const names = inputs.map((input) => input?.name ?? '');
    while (names.at(-1) === '') names.pop();
    const unknown = names.find((name) => name !== '' && !this.#names.has(name));
    if (unknown !== undefined)
      throw new LangSegError(
        'GRAPH_INVALID',
        `${operator} reads "${unknown}", which this graph does not define.`,
        {
          operator,
          value: unknown,
        },
      );
    this.#nodes.push({
      name: `${outputs[0]}:${operator}`,
      operator,
      domain,
      inputs: names,
      outputs,
      attributes,
    });
    return outputs.map(handle);
  }

  #fresh(operator: string): string {
    return `${operator}_${this.#nodes.length}`;
  }

  #claim(name: string): string {
    if (this.#names.has(name) || name === '')
      throw new LangSegError('GRAPH_INVALID', `The name "${name}" is already taken in graph ${this.#name}.`, {
        name,
      });
    this.#names.add(name);
    return name;
  }
}

function handle(name: string): Value {
  return { name } as Value;
}

function standardAttributes(operator: OperatorName, attributes: object): Record<string, Attribute> {
  const kinds: Record<string, AttributeKind> = operatorAttributes[operator];
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, { kind: kinds[name], value } as Attribute]),
  );
}
