import type { GraphNode } from './graph.js';
import { readAttribute } from './read-attribute.js';

/** Whether a node is a batch norm in training mode: one that normalises by the batch and moves running statistics. */
export function usesBatchStatistics(node: GraphNode): boolean {
  return node.operator === 'BatchNormalization' && readAttribute(node, 'int', 'training_mode', 0) === 1;
}
