/** The parts of JSON Schema that a recipe's schema uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}

/**
 * The keys that an object may have at a place of a document, in the order of the schema. Where the schema has
 * alternatives, those of all of them.
 *
 * @param path keys and indices from the top of the document.
 */
export function knownKeys(schema: JsonSchema, path: readonly PropertyKey[]): string[] {
  let places = alternatives(schema, schema);
  for (const step of path)
    places = places.flatMap(({ properties, items }) => {
      const next = typeof step === 'number' ? items : properties?.[String(step)];
      return typeof next === 'object' ? alternatives(next, schema) : [];
    });
  return [...new Set(places.flatMap(({ properties }) => Object.keys(properties ?? {})))];
}

function alternatives(schema: JsonSchema, root: JsonSchema): JsonSchema[] {
  const { $ref, anyOf = [], oneOf = [], allOf = [] } = schema;
  const referred = $ref === undefined ? undefined : root.$defs?.[$ref.replace('#/$defs/', '')];
  const others = [...(referred ? [referred] : []), ...anyOf, ...oneOf, ...allOf];
  return [schema, ...others.flatMap((other) => alternatives(other, root))];
}
