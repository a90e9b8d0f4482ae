import { checkFeeds } from '@langseg/adapter-common';
import { LangSegError, throwIfAborted, type Session, type Tensor, type ValueInfo } from '@langseg/core';
import type { Graph, GraphValue } from '@langseg/onnx-graph';
import { evaluateNode } from './evaluate-node.js';

/** The event loop gets a turn this often, so that timers and abort signals fire during a long run. */
const turnMilliseconds = 30;

/** A session over a decoded graph whose weights are in memory. */
export function createReferenceSession(graph: Graph, weights: Map<string, Tensor>): Session {
  const expiring = valuesByLastUse(graph);
  let isDisposed = false;
  let previous: Promise<unknown> = Promise.resolve();

  async function execute(feeds: Readonly<Record<string, Tensor>>, signal: AbortSignal | undefined) {
    const values = new Map([...weights, ...Object.entries(feeds)]);
    let lastTurn = Date.now();
    for (const [index, node] of graph.nodes.entries()) {
      if (Date.now() - lastTurn > turnMilliseconds) {
        await new Promise((resolve) => setTimeout(resolve));
        lastTurn = Date.now();
      }
      throwIfAborted(signal);
      const inputs = node.inputs.map((name) => (name ? values.get(name) : undefined));
      evaluateNode(node, inputs, graph.opset).forEach((value, i) => values.set(node.outputs[i], value));
      for (const name of expiring[index]) values.delete(name);
    }
    return Object.fromEntries(graph.outputs.map(({ name }) => [name, values.get(name)!]));
  }

  const inputs = graph.inputs.map(valueInfo);
  return {
    inputs,
    outputs: graph.outputs.map(valueInfo),
    run: (feeds, { signal } = {}) => {
      const run = previous.then(async () => {
        if (isDisposed) throw new LangSegError('DISPOSED', 'The model was disposed; load it again.');
        throwIfAborted(signal);
        checkFeeds(inputs, feeds);
        try {
          return await execute(feeds, signal);
        } catch (cause) {
          if (!LangSegError.is(cause, 'GRAPH_INVALID')) throw cause;
          throw new LangSegError('RUNTIME_FAILED', cause.message, cause.context, { cause });
        }
      });
      previous = run.catch(() => undefined);
      return run;
    },
    dispose: async () => {
      isDisposed = true;
      await previous;
      weights.clear();
    },
  };
}

function valueInfo({ name, dtype, shape }: GraphValue): ValueInfo {
  return { name, dtype, shape: shape.map((axis) => (typeof axis === 'number' ? axis : undefined)) };
}

/** For each node, the values that nothing reads after it. */
function valuesByLastUse(graph: Graph): string[][] {
  const kept = new Set(graph.outputs.map(({ name }) => name));
  const expiring: string[][] = graph.nodes.map(() => []);
  for (let i = graph.nodes.length - 1; i >= 0; i--)
    for (const name of [...graph.nodes[i].inputs, ...graph.nodes[i].outputs]) {
      if (kept.has(name)) continue;
      kept.add(name);
      expiring[i].push(name);
    }
  return expiring;
}
