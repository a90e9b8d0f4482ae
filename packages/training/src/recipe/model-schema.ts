import {
  imageArchitectures,
  lsegLogitScale,
  sizesSchema,
  type ImageArchitectureComponent,
} from '@langseg/architecture';
import type { AnyComponent } from '@langseg/core';
import { z } from 'zod';
import type { TypedComponents } from '../components/section-schema.js';

/** What every image encoder of a recipe has; embeddings are as long as the text encoder's. */
const modelOptions = {
  regularizer: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('none') }),
      z.strictObject({
        type: z.enum(['bottleneck', 'depthwise']),
        depth: z.int().nonnegative().describe('Passes of the block (upstream block_depth).'),
        activation: z.enum(['relu', 'leaky-relu', 'tanh']).default('leaky-relu'),
      }),
    ])
    .default({ type: 'none' })
    .describe('Spatial regulariser behind the correlation (upstream arch_option).'),
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

/** Schema of what every network of a recipe has. */
export type ModelOptions = z.ZodObject<typeof modelOptions>;

/** The network to train, with all defaults filled in. */
export type ModelRecipe = z.output<ModelOptions> & {
  /** Of an image encoder that can be trained. */
  readonly type: string;
  /** Sizes of the network, or their name. Default: the architecture's own. */
  readonly sizes?: unknown;
};

/** The network to train, as it is written. */
export type ModelConfig<C extends AnyComponent> = string extends C['slot']
  ? z.input<ModelOptions> & Pick<ModelRecipe, 'type' | 'sizes'>
  : NamedModel<C>;

/** The networks of a registry whose components are known, one alternative for each. */
export type NamedModel<C> =
  C extends ImageArchitectureComponent<infer T, z.ZodObject, infer N>
    ? z.input<ModelOptions> & {
        readonly type: T;
        readonly sizes?: string | Omit<N, 'embeddingDim'>;
      }
    : never;

/** Schema of the network to train: one of the image encoders of a registry that can be trained. */
export function modelSchemaOf<C extends AnyComponent>(
  registry: TypedComponents<C>,
): z.ZodType<ModelRecipe, ModelConfig<C>> {
  const [first, ...others] = imageArchitectures(registry).map(({ type, architecture }) =>
    z.strictObject({ type: z.literal(type), sizes: sizesSchema(architecture), ...modelOptions }),
  );
  const schema: z.ZodType<ModelRecipe> = first ? z.discriminatedUnion('type', [first, ...others]) : z.never();
  // A union made from a list has lost what its members are; C says it.
  return schema as z.ZodType<ModelRecipe, ModelConfig<C>>;
}
