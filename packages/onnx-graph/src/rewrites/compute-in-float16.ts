import type { Graph, GraphNode } from '../graph/graph.js';
import { onnxDataType } from '../model/data-type.js';
import { removeUnused } from './remove-unused.js';

/** Largest finite number of half precision. */
const largest = 65_504;

/** Inputs of products that are rounded to half precision. */
const products: Readonly<Record<string, number>> = { MatMul: 2, Gemm: 3, Conv: 3, ConvTranspose: 3 };

/** Operators that go on in half precision where all that they are given is: the first so many inputs hold data. */
const followers: Readonly<Record<string, number>> = {
  ...{ Transpose: 1, Reshape: 1, Split: 1, Slice: 1, Squeeze: 1, Unsqueeze: 1, Flatten: 1, Identity: 1 },
  ...{ Relu: 1, Gelu: 1, Erf: 1, Tanh: 1, Sigmoid: 1, Add: 2, Mul: 2, Sub: 2, Div: 2, Concat: Infinity },
};

/**
 * Computes products in half precision, and what stands between them: shifts, biases and activations. Norms, softmax, sums of a
 * residual stream, resizing and everything else stay in single precision, with a `Cast` at each border; so do inputs and
 * outputs of the graph.
 *
 * @param graph may be one of `storeAsFloat16`, whose weights are then read as they are kept.
 */
export function computeInFloat16(graph: Graph): Graph {
  return new HalfPrecision(graph).graph();
}

class HalfPrecision {
  readonly #graph: Graph;
  readonly #nodes: GraphNode[] = [];
  /** Values in half precision by the name of what they are in single precision. */
  readonly #halves = new Map<string, string>();

  constructor(graph: Graph) {
    this.#graph = graph;
    for (const name of graph.initializers.keys())
      if (name.endsWith(':float16')) this.#halves.set(name.slice(0, -':float16'.length), name);
  }

  graph(): Graph {
    for (const node of this.#graph.nodes) this.#append(node);
    return removeUnused({ ...this.#graph, nodes: this.#nodes });
  }

  #append(node: GraphNode): void {
    const data = this.#dataInputs(node);
    if (data === 0) {
      this.#nodes.push(node);
      return;
    }
    const inputs = node.inputs.map((name, i) => (i < data && name ? this.#half(name) : name));
    const outputs = node.outputs.map((name) => name && `${name}:half`);
    this.#nodes.push({ ...node, inputs, outputs });
    node.outputs.forEach((name, i) => {
      if (!name) return;
      this.#halves.set(name, outputs[i]);
      this.#cast(outputs[i], name, 'float32');
    });
  }

  /** How many of a node's inputs are taken in half precision; 0: it stays as it is. */
  #dataInputs({ operator, domain, inputs }: GraphNode): number {
    if (domain !== '') return 0;
    if (operator in products) return products[operator];
    const given = inputs.slice(0, followers[operator] ?? 0).filter((name) => name !== '');
    const isHalf = given.some((name) => this.#isComputedHalf(name));
    return isHalf && given.every((name) => this.#isComputedHalf(name) || this.#fits(name))
      ? followers[operator]
      : 0;
  }

  #isComputedHalf(name: string): boolean {
    return this.#halves.has(name) && !this.#graph.initializers.has(`${name}:float16`);
  }

  /** Whether a value is a weight or constant that half precision can hold: a mask of −∞ is added in single precision. */
  #fits(name: string): boolean {
    const initializer = this.#graph.initializers.get(name);
    if (!initializer) return this.#graph.initializers.has(`${name}:float16`);
    const { value } = initializer;
    return !value || (value.dtype === 'float32' && value.data.every((x) => Math.abs(Number(x)) <= largest));
  }

  #half(name: string): string {
    const known = this.#halves.get(name);
    if (known !== undefined) return known;
    const half = `${name}:half`;
    this.#cast(name, half, 'float16');
    this.#halves.set(name, half);
    return half;
  }

  #cast(from: string, to: string, dtype: 'float16' | 'float32'): void {
    this.#nodes.push({
      name: `${to}:Cast`,
      operator: 'Cast',
      domain: '',
      inputs: [from],
      outputs: [to],
      attributes: { to: { kind: 'int', value: onnxDataType(dtype) } },
    });
  }
}
