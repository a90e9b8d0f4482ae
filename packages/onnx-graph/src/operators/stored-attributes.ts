import { LangSegError } from '@langseg/core';
import { operatorAttributes, type Attribute, type AttributeKind, type OperatorName } from './attributes.js';

const fitsKind: Readonly<Record<AttributeKind, (value: unknown) => boolean>> = {
  int: Number.isSafeInteger,
  ints: (value) => Array.isArray(value) && value.every(Number.isSafeInteger),
  float: (value) => typeof value === 'number',
  floats: (value) => Array.isArray(value) && value.every((item) => typeof item === 'number'),
  string: (value) => typeof value === 'string',
};

/**
 * The attributes of a standard operator as a node stores them; `undefined` ones are left out.
 *
 * @throws LangSegError `GRAPH_INVALID` for an unknown operator, an attribute it does not have, or a value of the
 * wrong kind.
 */
export function storedAttributes(operator: OperatorName, attributes: object): Record<string, Attribute> {
  if (!Object.hasOwn(operatorAttributes, operator))
    throw new LangSegError('GRAPH_INVALID', `The builder does not know the operator ${operator}.`, {
      operator,
    });
  const kinds: Partial<Record<string, AttributeKind>> = operatorAttributes[operator];
  const stored: Record<string, Attribute> = {};
  for (const [name, value] of Object.entries<unknown>(attributes as Record<string, unknown>)) {
    if (value === undefined) continue;
    const kind = kinds[name];
    if (!kind || !fitsKind[kind](value))
      throw new LangSegError(
        'GRAPH_INVALID',
        kind
          ? `${operator} needs its attribute "${name}" as ${kind}, got ${JSON.stringify(value)}.`
          : `${operator} has no attribute "${name}".`,
        { operator, attribute: name, found: value },
      );
    stored[name] = { kind, value } as Attribute;
  }
  return stored;
}
