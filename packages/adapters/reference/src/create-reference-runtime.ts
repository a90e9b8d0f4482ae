import { throwIfAborted, type Runtime, type Tensor } from '@langseg/core';
import { decodeModel } from '@langseg/onnx-graph';
import { assertSupported } from './evaluate-node.js';
import { openModel, type ReadFile } from './external-data.js';
import { createReferenceSession } from './reference-session.js';

/** Options of {@link createReferenceRuntime}. */
export interface ReferenceRuntimeOptions {
  /** Reads a file, so that models can be opened by path: `readFile` of `node:fs/promises`, or `fetch`. */
  readonly readFile?: ReadFile;
}

/**
 * A runtime in plain TypeScript: slow, exact and without dependencies. It runs every operator the graph builder
 * knows, one node after the other; sums are taken in double precision and stored as float32. Meant for tests, for
 * constant folding and as the runtime of last resort.
 *
 * `load` throws, besides the codes of `Runtime`, `FILE_CORRUPT` for bytes that are not an ONNX model, `GRAPH_INVALID` for
 * operators it does not have, naming the node, and `FILE_UNSAFE` for external data outside the model's directory.
 */
export function createReferenceRuntime(options: ReferenceRuntimeOptions = {}): Runtime {
  return {
    name: 'reference',
    capabilities: { devices: ['cpu'], loadsFiles: false, threads: 1 },
    isSupported: () => Promise.resolve(true),
    load: async (source, { signal } = {}) => {
      throwIfAborted(signal);
      const { bytes, readExternal } = await openModel(source, options.readFile);
      const graph = decodeModel(bytes, { readExternal });
      for (const node of graph.nodes) assertSupported(node, graph.opset);
      const weights = new Map<string, Tensor>();
      for (const [name, initializer] of graph.initializers) {
        throwIfAborted(signal);
        weights.set(name, await initializer.load());
      }
      return createReferenceSession(graph, weights);
    },
  };
}
