import {
  decoderSlot,
  imageArchitectures,
  lsegLogitScale,
  regularizers,
  sizesSchema,
  type DecoderComponent,
  type ImageArchitectureComponent,
  type RegularizerArchitectureComponent,
} from '@langseg/architecture';
import type { AnyComponent, AnyConfig, OptionsOf } from '@langseg/core';
import * as z from 'zod';
import { sectionSchema, typeUnion, type TypedComponents } from '../components/section-schema.js';

/** What every network of a recipe has besides its parts; embeddings are as long as the text encoder's. */
const modelOptions = {
  logitScale: z
    .number()
    .positive()
    .default(lsegLogitScale)
    .describe('Factor on the cosines (inverse temperature); a constant, as in the official network.'),
  batchNorm: z
    .enum(['train', 'frozen'])
    .default('train')
    .describe('"frozen" normalises by the running statistics and leaves them alone: for very small batches.'),
  longestSide: z
    .int()
    .positive()
    .default(480)
    .describe('Longer side of a photo, in pixels, in validation and in the finished model.'),
};

/** Schema of what every network of a recipe has besides its parts. */
export type ModelOptions = z.ZodObject<typeof modelOptions>;

/** The network to train, with all defaults filled in. */
export type ModelRecipe = z.output<ModelOptions> & {
  /** Of an image encoder that can be trained. */
  readonly type: string;
  /** Sizes of the network, or their name. Default: the architecture's own. */
  readonly sizes?: unknown;
  /** What is put on the trunk. Default: the architecture's own decoder. */
  readonly decoder?: AnyConfig | undefined;
  /** Spatial regulariser behind the correlation (upstream arch_option). */
  readonly regularizer: AnyConfig;
};

/** The network to train, as it is written. */
export type ModelConfig<C extends AnyComponent> = string extends C['slot']
  ? z.input<ModelOptions> &
      Pick<ModelRecipe, 'type' | 'sizes' | 'decoder'> & { readonly regularizer?: AnyConfig }
  : NamedModel<C, NamedRegularizer<C>, NamedDecoder<C>>;

/** The networks of a registry whose components are known, one alternative for each; `R` are the regularisers, `D` the decoders. */
export type NamedModel<C, R, D> =
  C extends ImageArchitectureComponent<infer T, z.ZodObject, infer N>
    ? z.input<ModelOptions> & {
        readonly type: T;
        readonly sizes?: string | Omit<N, 'embeddingDim'>;
        readonly decoder?: D;
        readonly regularizer?: R;
      }
    : never;

/** The regularisers of a registry whose components are known, one alternative for each. */
export type NamedRegularizer<C> =
  C extends RegularizerArchitectureComponent<infer T, z.ZodObject, infer O>
    ? { readonly type: T } & OptionsOf<O>
    : never;

/** The decoders of a registry whose components are known, one alternative for each. */
export type NamedDecoder<C> =
  C extends DecoderComponent<infer T, infer O> ? { readonly type: T } & OptionsOf<O> : never;

/** Schema of the network to train: image encoder and regulariser of a registry, of those that can be trained. */
export function modelSchemaOf<C extends AnyComponent>(
  registry: TypedComponents<C>,
): z.ZodType<ModelRecipe, ModelConfig<C>> {
  const regularizer = regularizerSchemaOf(registry);
  const decoder = sectionSchema(registry, decoderSlot, {})
    .optional()
    .describe("Decoder on the network's trunk, trained from nothing. Default: the network's own.");
  const schema = typeUnion(
    imageArchitectures(registry).map(({ type, architecture }) =>
      z.strictObject({
        type: z.literal(type),
        sizes: sizesSchema(architecture),
        ...(architecture.trunk && { decoder }),
        regularizer,
        ...modelOptions,
      }),
    ),
  );
  // A union made from a list has lost what its members are; C says it.
  return schema as z.ZodType<ModelRecipe, ModelConfig<C>>;
}

function regularizerSchemaOf(registry: TypedComponents<AnyComponent>) {
  const schema = typeUnion(
    regularizers(registry).map(({ type, architecture }) =>
      architecture.options.safeExtend({ type: z.literal(type) }),
    ),
  );
  // Every member of the union has a type.
  return (schema as z.ZodType<AnyConfig>)
    .default({ type: 'none' })
    .describe('Spatial regulariser behind the correlation (upstream arch_option).');
}
