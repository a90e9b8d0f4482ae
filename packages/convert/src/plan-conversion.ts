import { withPrefix, type Checkpoint } from '@langseg/checkpoints';
import { LangSegError, type Weights } from '@langseg/core';
import { clipWeightsFromHuggingFace } from '@langseg/text-encoders';
import { planClipText } from './clip/plan-clip-text.js';
import type { ConvertOptions } from './convert-options.js';
import { hyperParametersOf } from './lseg/hyper-parameters.js';
import { isLseg, planLseg } from './lseg/plan-lseg.js';
import { isMobilenet, planMobilenet } from './mobilenet/plan-mobilenet.js';
import type { ModelPlan } from './model-plan.js';

/**
 * Recognises a checkpoint by the names of its weights: an official LSeg network, CLIP's text transformer in OpenAI's
 * or Hugging Face's naming, or the small default architecture.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH` when it is none of these or not whole, `USAGE` when an option must be given.
 */
export async function planConversion(
  checkpoint: Checkpoint,
  options: ConvertOptions = {},
): Promise<ModelPlan> {
  const { tensors } = checkpoint;
  const net = withPrefix(tensors, 'net.');
  const weights: Weights = net.size > 0 ? net : tensors;
  if (isLseg(weights)) return planLseg(weights, { ...hyperParametersOf(checkpoint), ...defined(options) });
  if (isMobilenet(weights)) return planMobilenet(weights, options);
  if (weights.has('token_embedding.weight')) return planClipText(weights, { heads: options.textHeads });
  if (weights.has('text_model.embeddings.token_embedding.weight'))
    return planClipText(clipWeightsFromHuggingFace(weights), { heads: options.textHeads });

  const names = [...tensors.keys()].slice(0, 5).join(', ');
  throw new LangSegError(
    'WEIGHTS_MISMATCH',
    `This checkpoint is of no architecture that LangSeg knows: expected LSeg, CLIP or the small default network, ` +
      `found ${tensors.size} tensors${names ? ` such as ${names}` : ''}.`,
    { tensors: tensors.size },
  );
}

/** Without entries that are `undefined`, so that they don't hide a checkpoint's own values. */
function defined(options: ConvertOptions): ConvertOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
