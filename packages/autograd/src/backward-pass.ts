import { LangSegError } from '@langseg/core';
import type { GraphNode, Value } from '@langseg/onnx-graph';
import { nodeContext, type ForwardPass, type ResolvedGraph } from './forward-pass.js';
import { recomputeSegment, type Recomputed, type Segment } from './recompute.js';
import { rules } from './rules.js';

/** Walks the nodes from the loss back and adds up what reaches each value. */
export class BackwardPass {
  readonly #resolved: ResolvedGraph;
  readonly #forward: ForwardPass;
  readonly #segments: readonly Segment[];
  readonly #contributions = new Map<string, Value[]>();
  #current: { readonly segment: Segment; readonly recomputed: Recomputed } | undefined;

  constructor(resolved: ResolvedGraph, forward: ForwardPass, segments: readonly Segment[]) {
    this.#resolved = resolved;
    this.#forward = forward;
    this.#segments = segments;
  }

  run(loss: string, parameters: readonly string[]): Map<string, Value> {
    const { g } = this.#forward;
    const one = g.constant({
      dtype: 'float32',
      shape: this.#resolved.inferred.get(loss)!.shape,
      data: Float32Array.of(1),
    });
    this.#contributions.set(loss, [one]);
    for (const node of this.#resolved.graph.nodes.toReversed()) this.#visit(node);

    const gradients = new Map<string, Value>();
    for (const name of parameters) {
      const gradient = this.#gradientOf(name);
      if (gradient) gradients.set(name, gradient);
    }
    return gradients;
  }

  #visit(node: GraphNode): void {
    const gradients = node.outputs.map((name) => this.#gradientOf(name));
    const arrived = gradients.find((gradient) => gradient !== undefined);
    const wanted = node.inputs.map((name) => this.#resolved.active.has(name));
    if (!arrived || !wanted.includes(true)) return;

    const rule = node.domain === '' ? rules.get(node.operator) : undefined;
    if (!rule)
      throw new LangSegError(
        'GRAPH_INVALID',
        `Node ${node.name}: no gradient is known for the operator ${node.operator}.`,
        { node: node.name, operator: node.operator },
      );
    const { values, saved } = this.#forwardAt(node, arrived);
    const results = rule.gradient({
      ...nodeContext(this.#forward.g, node, values, this.#resolved.inferred),
      outputs: node.outputs.map((name) => values.get(name)!),
      saved: saved.get(node) ?? {},
      gradients,
      wanted,
    });
    results.forEach((gradient, i) => {
      if (!gradient || !wanted[i]) return;
      const name = node.inputs[i];
      this.#contributions.set(name, [...(this.#contributions.get(name) ?? []), gradient]);
    });
  }

  /** The sum of what has arrived. Called once all readers of the value have been visited. */
  #gradientOf(name: string): Value | undefined {
    const parts = this.#contributions.get(name);
    if (!parts) return undefined;
    const sum = parts.reduce((total, part) => this.#forward.g.op('Add', [total, part]));
    this.#contributions.set(name, [sum]);
    return sum;
  }

  /** The forward values that a node's gradient reads: those that were kept, or those of its segment, computed again. */
  #forwardAt(node: GraphNode, arrived: Value): Recomputed {
    const segment = this.#segments.find(({ nodes }) => nodes.has(node));
    if (!segment) return this.#forward;
    if (this.#current?.segment !== segment)
      this.#current = {
        segment,
        recomputed: recomputeSegment(segment, this.#resolved, this.#forward, arrived),
      };
    return this.#current.recomputed;
  }
}
