import type { Runtime, Session, Tensor } from '@langseg/core';
import { countMacs, encodeModel, inferShapes, type Graph } from '@langseg/onnx-graph';
import { NotComparable } from './not-comparable.js';

/** Named tensors that go into a graph. */
export type Feeds = Readonly<Record<string, Tensor>>;

/** Runs graphs on one runtime. */
export class GraphRunner {
  readonly runtime: Runtime;
  readonly #maxMacs: number;

  /** @param options.maxMacs graphs with more multiply-accumulates are left out. Default: no limit. */
  constructor(runtime: Runtime, options: { readonly maxMacs?: number } = {}) {
    this.runtime = runtime;
    this.#maxMacs = options.maxMacs ?? Infinity;
  }

  /**
   * Loads a graph that will be fed with tensors of the shapes of `feeds`.
   *
   * @throws NotComparable when that is too much work for the runtime.
   */
  async load(graph: Graph, feeds: Feeds): Promise<Session> {
    if (this.#maxMacs < Infinity) {
      const inputs = Object.fromEntries(Object.entries(feeds).map(([name, { shape }]) => [name, shape]));
      const macs = countMacs(graph, inferShapes(graph, { inputs }));
      if (macs > this.#maxMacs) throw new NotComparable(`too large for the ${this.runtime.name} runtime`);
    }
    return this.runtime.load(await encodeModel(graph));
  }

  /** Loads a graph, runs it once and gives its outputs. */
  async run(graph: Graph, feeds: Feeds): Promise<Record<string, Tensor<'float32'>>> {
    const session = await this.load(graph, feeds);
    try {
      return (await session.run(feeds)) as Record<string, Tensor<'float32'>>;
    } finally {
      await session.dispose();
    }
  }
}
