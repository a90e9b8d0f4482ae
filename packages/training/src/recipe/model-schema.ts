import { lsegLogitScale } from '@langseg/heads';
import { z } from 'zod';

const count = z.int().positive();
const channels = z.array(count).length(4);

/** What every image encoder of a recipe has; embeddings are as long as the text encoder's. */
const common = {
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
  longestSide: count
    .default(480)
    .describe('Longer side of a photo, in pixels, in validation and in the finished model.'),
};

/** Official sizes by name, or all of them. */
const vitSizes = z.union([
  z.enum(['vit-l16', 'vit-b32']),
  z.strictObject({
    patchSize: count,
    width: count,
    depth: count,
    heads: count,
    outIndices: z.array(z.int().nonnegative()).length(4),
    readout: z.enum(['ignore', 'add', 'project']),
    trainedSide: count,
    features: channels,
    fusionWidth: count.optional(),
  }),
]);

const resnetSizes = z.union([
  z.enum(['resnet101']),
  z.strictObject({ blocks: channels, width: count.optional(), fusionWidth: count.optional() }),
]);

const mobilenetSizes = z.strictObject({
  stem: count,
  stages: z.array(count).length(7),
  expansion: count,
  pooled: count,
  context: count,
  lateral8: count,
  fuse8: count,
  lateral4: count,
  fuse4: count,
  classes: z
    .int()
    .nonnegative()
    .optional()
    .describe("Of the trunk's own classifier, whose answers add to the embeddings. Default 0: it has none."),
});

/** The network to train. */
export const modelSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('mobilenet'),
    channels: mobilenetSizes.optional().describe("Default: the embedded model's."),
    ...common,
  }),
  z.strictObject({ type: z.literal('dpt-vit'), sizes: vitSizes.default('vit-l16'), ...common }),
  z.strictObject({ type: z.literal('dpt-resnet'), sizes: resnetSizes.default('resnet101'), ...common }),
]);

/** The network to train, with all defaults filled in. */
export type ModelRecipe = z.output<typeof modelSchema>;
