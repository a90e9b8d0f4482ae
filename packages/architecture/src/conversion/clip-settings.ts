import { parseJson, safeParse } from '@langseg/core';
import type { Weights } from '@langseg/core';
import * as z from 'zod';

/** What the weights of a CLIP model don't tell, for one of its two sides. */
export interface ClipSettings {
  /** `quick` is OpenAI's x·σ(1.702·x). */
  readonly gelu?: 'quick' | 'exact' | undefined;
  readonly heads?: number | undefined;
  /** Mean and deviation of pixels. */
  readonly mean?: readonly [number, number, number] | undefined;
  readonly std?: readonly [number, number, number] | undefined;
}

/** Schema of {@link ClipSettings.gelu}. */
export const clipGelu = z.enum(['quick', 'exact']);

/** Options of converting either side of a CLIP model. */
export const clipOptions = {
  gelu: clipGelu
    .optional()
    .describe("GELU of CLIP's transformers: quick is OpenAI's, exact that of most of OpenCLIP's."),
  modelConfig: z
    .instanceof(Uint8Array)
    .optional()
    .describe('The open_clip_config.json or config.json of the model.'),
};

/** Files beside the weights that options hold. */
export const clipFiles = { modelConfig: ['open_clip_config.json', 'config.json'] };

const count = z.int().positive();
const channels = z.tuple([z.number(), z.number(), z.number()]);
const gelu = z.string().transform((name) => (name === 'quick_gelu' ? 'quick' : 'exact'));

/** `open_clip_config.json` of OpenCLIP. */
const openClip = z.looseObject({
  model_cfg: z.looseObject({
    quick_gelu: z.boolean().default(false),
    vision_cfg: z.looseObject({ width: count, head_width: count.default(64) }),
    text_cfg: z.looseObject({ heads: count.optional() }),
  }),
  preprocess_cfg: z.looseObject({ mean: channels.optional(), std: channels.optional() }).default({}),
});

const side = z.looseObject({ hidden_act: gelu.default('quick'), num_attention_heads: count.optional() });

/** `config.json` of transformers, whose defaults are those of OpenAI's ViT-B/32. */
const both = z.looseObject({ model_type: z.literal('clip'), vision_config: side, text_config: side });
const single = side.extend({ model_type: z.enum(['clip_text_model', 'clip_vision_model']) });

/**
 * What the config file beside a CLIP checkpoint says: `open_clip_config.json`, or `config.json` of transformers. A file that is
 * neither says nothing.
 */
export function clipSettingsIn(
  file: Uint8Array | undefined,
): Readonly<Record<'vision' | 'text', ClipSettings>> {
  const json = file && parseJson(new TextDecoder().decode(file));
  const found = safeParse(openClip, json).data;
  if (found) {
    const { model_cfg: theirs, preprocess_cfg: pixels } = found;
    const kind = theirs.quick_gelu ? 'quick' : 'exact';
    const { width, head_width } = theirs.vision_cfg;
    return {
      vision: { ...pixels, gelu: kind, heads: width / head_width },
      text: { gelu: kind, heads: theirs.text_cfg.heads },
    };
  }
  const ofSide = ({ hidden_act, num_attention_heads }: z.output<typeof side>): ClipSettings => ({
    gelu: hidden_act,
    heads: num_attention_heads,
  });
  const pair = safeParse(both, json).data;
  if (pair) return { vision: ofSide(pair.vision_config), text: ofSide(pair.text_config) };
  const one = safeParse(single, json).data;
  if (one) return { vision: ofSide(one), text: ofSide(one) };
  return { vision: {}, text: {} };
}

/** OpenAI's own files hold half-precision matrices, or numbers about the network that others leave out. */
export function isFromOpenAi(weights: Weights, matrix: string): boolean {
  return weights.has('input_resolution') || weights.get(matrix)?.dtype === 'float16';
}
