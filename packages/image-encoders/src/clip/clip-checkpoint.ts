import {
  assertHeads,
  clipFiles,
  clipOptions,
  clipSettingsIn,
  isFromOpenAi,
  shapeOf,
  type ImageCheckpoint,
} from '@langseg/architecture';
import { castSource, counted, LangSegError, type Weights } from '@langseg/core';
import * as z from 'zod';
import { countIndices } from '../dpt/count-indices.js';
import { clipReadout, type ClipSizes } from './clip-sizes.js';
import { clipFromHuggingFace, huggingFaceMarkers } from './weights-from-hugging-face.js';

const options = z.strictObject({
  heads: z
    .number()
    .optional()
    .describe('Attention heads of the vision transformer (default: one per 64 channels).'),
  readout: clipReadout.optional().describe('How the last block of CLIP reads patches (default: value).'),
  ...clipOptions,
});

const firstLayer = 'visual.conv1.weight';

/** CLIP's vision transformer in OpenAI's and OpenCLIP's files, and as transformers names it. */
export const clipCheckpoint: ImageCheckpoint<ClipSizes> = {
  markers: [
    [
      'visual.class_embedding',
      firstLayer,
      'visual.transformer.resblocks.0.attn.in_proj_weight',
      'visual.proj',
    ],
    huggingFaceMarkers,
  ],
  family: 'CLIP',
  options,
  files: clipFiles,
  inOwnNames: clipFromHuggingFace,
  biases: /^visual\.(ln_pre|ln_post|transformer\.resblocks\.\d+\.(ln_\d|attn\.(in|out)_proj|mlp\.\w+))$/,
  textOptions: { prompts: 'imagenet' },
  // Beside it lies the text transformer.
  isIdle: (name) => !name.startsWith('visual.') || name.endsWith('.attn_mask'),
  async logitScale(weights) {
    const source = weights.get('logit_scale');
    if (!source) return openAiScale;
    const { data } = await castSource(source, 'float32').load();
    return Math.exp(data[0]);
  },
  configOf(weights, given) {
    const { heads, readout, gelu, modelConfig } = options.parse(given);
    const said = clipSettingsIn(modelConfig).vision;
    const [width, , patchSize] = shapeOf(weights, firstLayer, [null, 3, null, null]);
    shapeOf(weights, firstLayer, [width, 3, patchSize, patchSize]);
    const [, embeddingDim] = shapeOf(weights, 'visual.proj', [width, null]);
    const [hidden] = shapeOf(weights, 'visual.transformer.resblocks.0.mlp.c_fc.weight', [null, width]);
    const guessed = gelu ?? said.gelu ?? (isFromOpenAi(weights, firstLayer) ? 'quick' : undefined);
    const config = {
      patchSize,
      width,
      depth: countIndices(weights, /^visual\.transformer\.resblocks\.(\d+)\./),
      heads: heads ?? said.heads ?? Math.max(1, Math.floor(width / 64)),
      hidden,
      trainedSide: gridOf(weights, width) * patchSize,
      gelu: guessed ?? 'quick',
      ...(readout && { readout }),
      ...(said.mean && said.std && { mean: said.mean, std: said.std }),
      embeddingDim,
    };
    assertHeads(config.heads, width, 'heads');
    return {
      config,
      warnings: [
        ...(guessed === undefined ? [unknownGelu] : []),
        ...(heads === undefined && said.heads === undefined && width % 64 !== 0
          ? [
              `Guessed: ${counted(config.heads, 'attention head')} (--heads). 64 channels a head don't divide a ` +
                `width of ${width}: say what it was trained with.`,
            ]
          : []),
      ],
    };
  },
};

/** What all of OpenAI's models were trained to, and cut off at. */
const openAiScale = 100;

const unknownGelu =
  "Guessed: OpenAI's QuickGELU (--gelu quick). Most of OpenCLIP's own models have the exact one (--gelu exact); the weights don't tell, " +
  'an open_clip_config.json or config.json beside them does.';

function gridOf(weights: Weights, width: number): number {
  const [tokens] = shapeOf(weights, 'visual.positional_embedding', [null, width]);
  const grid = Math.sqrt(tokens - 1);
  if (Number.isInteger(grid) && grid > 0) return grid;
  throw new LangSegError(
    'WEIGHTS_MISMATCH',
    `visual.positional_embedding should hold one position for the class token and a square of others, it holds ${tokens}.`,
    { tokens },
  );
}
