import * as z from 'zod';

/** What a file of a bundle is: an ONNX graph with its external data, or bytes that only the component understands. */
export type AssetKind = 'model' | 'file';

const metaKey = 'langsegAsset';

/**
 * Schema of an option that names a file of the model bundle. Code that copies a component into another bundle finds its files
 * by this.
 *
 * ```ts
 * configSchema: z.strictObject({ table: asset('file').default('text/table.bin') })
 * ```
 */
export function asset(kind: AssetKind): z.ZodString {
  return z
    .string()
    .min(1)
    .meta({ [metaKey]: kind });
}

/** A file of a bundle that a component's config names. */
export interface NamedAsset {
  /** Inside the bundle, with forward slashes. */
  readonly path: string;
  readonly kind: AssetKind;
}

/**
 * The files that a config names, each once.
 *
 * @param schema the component's.
 * @param options the component's, checked.
 */
export function assetsIn(schema: z.ZodObject, options: unknown): NamedAsset[] {
  const found = new Map<string, NamedAsset>();
  for (const named of walk(schema, options)) found.set(named.path, named);
  return [...found.values()];
}

function* walk(schema: z.core.$ZodType, value: unknown): Generator<NamedAsset, void, undefined> {
  const kind = kindOf(schema);
  if (kind && typeof value === 'string') yield { path: value, kind };
  const def: object = schema._zod.def;
  for (const [inner, part] of partsOf({ ...def }, value)) yield* walk(inner, part);
}

/** Read from the schema itself, so that it does not matter which copy of zod made it. */
function kindOf(schema: z.core.$ZodType): AssetKind | undefined {
  if (!('meta' in schema) || typeof schema.meta !== 'function') return undefined;
  const meta = (schema.meta as () => Readonly<Record<string, unknown>> | undefined)();
  const kind = meta?.[metaKey];
  return kind === 'model' || kind === 'file' ? kind : undefined;
}

type Part = readonly [schema: z.core.$ZodType, value: unknown];

/** The schemas inside of a schema, each with what it describes of a value. */
function partsOf(def: Readonly<Record<string, unknown>>, value: unknown): Part[] {
  const schema = (key: string) => def[key] as z.core.$ZodType;
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  switch (def.type) {
    case 'object': {
      const shape = def.shape as Readonly<Record<string, z.core.$ZodType>>;
      return entries.flatMap(([key, part]): Part[] =>
        Object.hasOwn(shape, key) ? [[shape[key], part]] : [],
      );
    }
    case 'array':
      return entries.map(([, part]) => [schema('element'), part]);
    case 'record':
      return entries.map(([, part]) => [schema('valueType'), part]);
    case 'union':
      return (def.options as readonly z.core.$ZodType[])
        .filter((option) => z.core.safeParse(option, value).success)
        .map((option) => [option, value]);
    case 'pipe':
      return [[schema('in'), value]];
    default:
      return def.innerType ? [[schema('innerType'), value]] : [];
  }
}
