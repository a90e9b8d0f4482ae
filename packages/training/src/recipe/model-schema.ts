import { lsegLogitScale } from '@langseg/heads';
import { dptResnet, dptVit, mobilenet } from '@langseg/image-encoders';
import { z } from 'zod';

/** What every image encoder of a recipe has; the embeddings are as long as the text encoder's. */
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
    .describe('"frozen" normalises by the running statistics and leaves them alone; better for very small batches.'),
  longestSide: z
    .int()
    .positive()
    .default(480)
    .describe('Longer side of a photo, in pixels, in validation and in the finished model.'),
};

const withoutFiles = { model: true, embeddingDim: true } as const;

/** The image encoder to train; options as in a bundle's pipeline, plus what training needs to know. */
export const modelSchema = z.discriminatedUnion('type', [
  mobilenet.configSchema.omit(withoutFiles).extend({ type: z.literal('mobilenet'), ...common }),
  dptVit.configSchema.omit(withoutFiles).extend({ type: z.literal('dpt-vit'), ...common }),
  dptResnet.configSchema.omit(withoutFiles).extend({ type: z.literal('dpt-resnet'), ...common }),
]);
