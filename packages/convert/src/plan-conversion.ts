import { withPrefix, type Checkpoint } from '@langseg/checkpoints';
import { LangSegError, type Weights } from '@langseg/core';
import { clipWeightsFromHuggingFace } from '@langseg/text-encoders';
import { assertApplicable } from './applicable-options.js';
import { planClipText } from './clip/plan-clip-text.js';
import type { ConvertOptions } from './convert-options.js';
import { hyperParametersOf } from './lseg/hyper-parameters.js';
import { isLseg, planLseg } from './lseg/plan-lseg.js';
import { isMobilenet, planMobilenet } from './mobilenet/plan-mobilenet.js';
import type { ModelPlan } from './model-plan.js';

/**
 * Recognises a checkpoint by the names of its weights: an official LSeg network, CLIP's text transformer in OpenAI's
 * or Hugging Face's naming, or the small default architecture. Weights are looked at, not read.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH` when it is none of these, not whole, or has weights of another shape; `USAGE`
 * when an option must be given, does not apply or can't be.
 */
export async function planConversion(
  checkpoint: Checkpoint,
  options: ConvertOptions = {},
): Promise<ModelPlan> {
  const { tensors } = checkpoint;
  const net = withPrefix(tensors, 'net.');
  const weights: Weights = net.size > 0 ? net : tensors;
  if (isLseg(weights)) return planLseg(weights, options, hyperParametersOf(checkpoint));
  if (isMobilenet(weights)) return planMobilenet(weights, options);
  const clip = clipTextWeights(weights);
  if (clip) {
    assertApplicable(options, ['textHeads'], 'a CLIP text transformer');
    return planClipText(clip, { heads: options.textHeads });
  }
  const names = [...tensors.keys()].slice(0, 5).join(', ');
  throw new LangSegError(
    'WEIGHTS_MISMATCH',
    `This checkpoint is of no architecture that LangSeg knows: expected LSeg, CLIP or the small default network, ` +
      `found ${tensors.size} tensors${names ? ` such as ${names}` : ''}.`,
    { tensors: tensors.size },
  );
}

/** The weights in OpenAI's naming, if they are CLIP's. */
function clipTextWeights(weights: Weights): Weights | undefined {
  if (weights.has('token_embedding.weight')) return weights;
  if (weights.has('text_model.embeddings.token_embedding.weight')) return clipWeightsFromHuggingFace(weights);
  return undefined;
}
