import { LangSegError } from '@langseg/core';
import type { GraphNode } from './graph.js';
import type { AttributeKind, AttributeValues } from '../operators/attributes.js';

/**
 * An attribute of a node, or `fallback` where the node leaves it out.
 *
 * @throws LangSegError `GRAPH_INVALID` when the attribute is stored as another kind.
 */
export function readAttribute<K extends AttributeKind, F>(
  node: GraphNode,
  kind: K,
  name: string,
  fallback: F,
): AttributeValues[K] | F {
  const attribute = node.attributes[name];
  if (!attribute) return fallback;
  if (attribute.kind !== kind)
    throw new LangSegError(
      'GRAPH_INVALID',
      `Node ${node.name} (${node.operator}): attribute "${name}" must be of kind ${kind}, got ${attribute.kind}.`,
      { node: node.name, attribute: name, expected: kind, found: attribute.kind },
    );
  return attribute.value as AttributeValues[K];
}
