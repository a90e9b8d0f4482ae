import { LangSegError, toBytes, type DType, type Tensor, type TensorSource } from '@langseg/core';
import type { Attribute, AttributesOf, OperatorName } from '../operators/attributes.js';
import { storedAttributes } from '../operators/stored-attributes.js';
import { constantOf, float32, int64 } from './constant.js';
import type { Dimension, Graph, GraphNode, GraphValue, Initializer } from './graph.js';

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

  /** Adds a small tensor that rewrites may fold; bit-equal constants are shared. */
  constant(value: Tensor): Value {
    const key = `${value.dtype}[${value.shape.join()}]${toBytes(value.data).join()}`;
    const known = this.#constants.get(key);
    if (known) return known;
    const name = this.#claim(this.#unused(`constant_${this.#constants.size}`));
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
   * @throws LangSegError `GRAPH_INVALID` for a value of another graph, a name that is taken or an attribute that the
   * operator does not have.
   */
  op<O extends OperatorName>(
    operator: O,
    inputs: readonly OperatorInput[],
    attributes: AttributesOf<O> = {},
    outputName?: string,
  ): Value {
    return this.#append(operator, '', inputs, storedAttributes(operator, attributes), [
      outputName ?? this.#fresh(operator),
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
    const outputs = Array.from({ length: count }, (_, i) => this.#unused(`${base}_${i}`));
    return this.#append(operator, '', inputs, storedAttributes(operator, attributes), outputs);
  }

  /** Adds an operator of another domain, with attributes as they are stored. */
  custom(
    domain: string,
    operator: string,
    inputs: readonly OperatorInput[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): Value {
    return this.#append(operator, domain, inputs, attributes, [this.#fresh(operator)])[0];
  }

  /** Adds an initialiser of another graph under its own name, as weight or constant as it was there. */
  initializer(name: string, initializer: Initializer): Value {
    this.#initializers.set(this.#claim(name), initializer);
    return handle(name);
  }

  /**
   * Adds a copy of a node of another graph, reading `inputs` of this one.
   *
   * @param outputNames default: the node's own; names that are taken are changed.
   */
  copy(node: GraphNode, inputs: readonly OperatorInput[], outputNames = node.outputs): Value[] {
    const free = outputNames.map((name) => (name ? this.#unused(name) : ''));
    return this.#append(node.operator, node.domain, inputs, node.attributes, free);
  }

  /**
   * Declares `value` as a graph output called `name`.
   *
   * @throws LangSegError `GRAPH_INVALID` when the name is taken or the value is not of this graph.
   */
  output(name: string, value: Value, dtype: DType, shape: readonly Dimension[]): void {
    this.#assertKnown('An output', value.name);
    if (this.#outputs.some((output) => output.name === name)) throw this.#taken(name);
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
    for (const name of names) if (name !== '') this.#assertKnown(operator, name);
    for (const output of outputs) if (output !== '') this.#claim(output);
    this.#nodes.push({
      name: `${outputs.find((output) => output !== '')}:${operator}`,
      operator,
      domain,
      inputs: names,
      outputs,
      attributes,
    });
    return outputs.map(handle);
  }

  #fresh(operator: string): string {
    return this.#unused(`${operator}_${this.#nodes.length}`);
  }

  #unused(name: string): string {
    return this.#names.has(name) ? this.#unused(`${name}_`) : name;
  }

  #claim(name: string): string {
    if (this.#names.has(name) || name === '') throw this.#taken(name);
    this.#names.add(name);
    return name;
  }

  #taken(name: string): LangSegError {
    const reason = name === '' ? 'Names must not be empty' : `The name "${name}" is already taken`;
    return new LangSegError('GRAPH_INVALID', `${reason} in graph ${this.#name}.`, { name });
  }

  #assertKnown(reader: string, name: string): void {
    if (!this.#names.has(name))
      throw new LangSegError(
        'GRAPH_INVALID',
        `${reader} reads "${name}", which this graph does not define.`,
        {
          reader,
          value: name,
        },
      );
  }
}

function handle(name: string): Value {
  return { name } as Value;
}
