import { LangSegError } from '@langseg/core';
import type { GraphNode } from '../graph/graph.js';
import type { OperatorName } from '../operators/attributes.js';
import { nodeMismatch, type InferredValue, type ShapeRule } from './inferred-value.js';
import { microsoftRules, type MicrosoftOperator } from './rules/microsoft.js';
import { shapeRules } from './shape-rules.js';

function ruleOf(node: GraphNode): ShapeRule {
  if (node.domain === '' && Object.hasOwn(shapeRules, node.operator))
    return shapeRules[node.operator as OperatorName];
  if (node.domain === 'com.microsoft' && Object.hasOwn(microsoftRules, node.operator))
    return microsoftRules[node.operator as MicrosoftOperator];
  const operator = node.domain ? `${node.domain}.${node.operator}` : node.operator;
  throw new LangSegError('GRAPH_INVALID', `Node ${node.name}: operator ${operator} is not supported here.`, {
    node: node.name,
    operator,
  });
}

/**
 * Dtypes and shapes of one node's outputs.
 *
 * @throws LangSegError `GRAPH_INVALID` naming the node, what it needs and what it was given.
 */
export function inferNode(
  node: GraphNode,
  inputs: readonly (InferredValue | undefined)[],
): readonly InferredValue[] {
  const values = ruleOf(node)(node, inputs);
  if (node.outputs.length > values.length)
    throw nodeMismatch(node, `at most ${values.length} outputs`, node.outputs.length);
  return values;
}
