import type { Graph } from '../graph/graph.js';
import { nodeMacs, type InferredShapes } from './count-macs.js';

/** What one operator contributes to a graph. */
export interface OperatorStatistics {
  /** Operator name, with its domain where that is not the ONNX standard: `com.microsoft.FusedMatMul`. */
  readonly operator: string;
  /** Number of nodes. */
  readonly count: number;
  /** Multiply-accumulates of all its nodes; 0 without shapes. */
  readonly macs: number;
}

/** The operators of a graph, the most multiply-accumulates first, then the most frequent. */
export function operatorStatistics(graph: Graph, shapes?: InferredShapes): readonly OperatorStatistics[] {
  const byOperator = new Map<string, OperatorStatistics>();
  for (const node of graph.nodes) {
    const operator = node.domain ? `${node.domain}.${node.operator}` : node.operator;
    const { count, macs } = byOperator.get(operator) ?? { count: 0, macs: 0 };
    byOperator.set(operator, {
      operator,
      count: count + 1,
      macs: macs + (shapes ? nodeMacs(node, shapes) : 0),
    });
  }
  return [...byOperator.values()].sort(
    (a, b) => b.macs - a.macs || b.count - a.count || a.operator.localeCompare(b.operator),
  );
}
