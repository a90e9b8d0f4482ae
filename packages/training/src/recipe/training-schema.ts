import * as z from 'zod';

const patterns = z.array(z.string().min(1));

/** Weights as a recipe names them: a file, or the image encoder of a model. */
export interface NamedWeights {
  readonly checkpoint?: string | undefined;
  readonly model?: string | undefined;
  readonly scope?: string;
  readonly stateDict?: string | undefined;
}

const isOneSource = [
  ({ checkpoint, model }: NamedWeights) => (checkpoint === undefined) !== (model === undefined),
  { error: 'give either a checkpoint or a model' },
] as const;

const stateDict = z
  .string()
  .min(1)
  .optional()
  .describe(
    'Which weights to take from a file that holds several, such as "ema"; by default the first that are not an average.',
  );

/** Weights to begin with. */
export const startSchema = z
  .strictObject({
    checkpoint: z
      .string()
      .min(1)
      .optional()
      .describe('A PyTorch or safetensors file, or the index or folder of several.'),
    model: z
      .string()
      .min(1)
      .optional()
      .describe('A model bundle whose image encoder to start from, such as "default".'),
    scope: z
      .string()
      .default('')
      .describe('Prefix for the names in the checkpoint: "pretrained.model." to start from a bare ViT.'),
    stateDict,
    minimum: z
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .describe('Share of the parameters that must be found; fewer are an error.'),
  })
  .refine(...isOneSource);

/** A term of the loss that keeps what a classifier inside of the network knew. */
export const distillationSchema = z
  .strictObject({
    checkpoint: z
      .string()
      .min(1)
      .optional()
      .describe('A PyTorch or safetensors file with the weights whose answers to keep.'),
    model: z.string().min(1).optional().describe('Or a model bundle, such as "default".'),
    scope: z.string().default('').describe('Prefix for the names in the checkpoint, as for the start.'),
    stateDict,
    weight: z.number().positive().default(1).describe('Factor of the term in the loss.'),
  })
  .refine(...isOneSource);

const cacheSchema = z.strictObject({
  megabytes: z.number().positive().describe('Room on disk; features that find none are computed each time.'),
  folder: z
    .string()
    .min(1)
    .optional()
    .describe('A folder that several runs may share. Default: "features" in that of the run.'),
  dtype: z
    .enum(['fp32', 'fp16'])
    .default('fp32')
    .describe('How numbers are kept; "fp16" takes half the room and rounds.'),
});

/** Where and how features are kept, defaults but the folder filled in. */
export type CacheFeatures = z.output<typeof cacheSchema>;

/** Which parameters are trained, and which decay. */
export const parametersSchema = z.strictObject({
  freeze: z
    .union([z.enum(['none', 'backbone']), patterns])
    .default('none')
    .describe(
      'Parameters that are not trained: "backbone" is all but the decoder; or names, * for any text.',
    ),
  cacheFeatures: z
    .union([
      z
        .number()
        .positive()
        .transform((megabytes) => cacheSchema.parse({ megabytes })),
      cacheSchema,
    ])
    .optional()
    .describe(
      'Megabytes on disk for the frozen part\'s features, which are then computed once per look of a photo. Needs photos with few looks: augmentation "fixed-views" or "encoding-validation".',
    ),
  noWeightDecay: patterns
    .default([])
    .describe('Parameters without weight decay, by name, * for any text: "*.bias".'),
});

/** How large steps are before the schedule. */
export const learningRateSchema = z.strictObject({
  base: z.number().positive().describe('Learning rate of the backbone.'),
  per16: z
    .boolean()
    .default(false)
    .describe(
      'The base is meant for 16 images per batch: it is divided by 16 and multiplied by batchSize, as upstream.',
    ),
  decoderFactor: z
    .number()
    .nonnegative()
    .default(10)
    .describe("Factor on the decoder's learning rate; 10 in the official recipe."),
  relative: patterns
    .default([])
    .describe(
      'Parameters whose learning rate is relative to the size of their weights, channel by channel, for weights with batch norm folded in: by name, * for any text.',
    ),
});

/** A running average of the weights, which then is what is validated and kept. */
export const averageSchema = z.strictObject({
  decay: z.number().min(0).lt(1).default(0.999).describe('Share of the average that stays at each update.'),
});
