import { describeStateDict, finiteWeights, type Checkpoint } from '@langseg/checkpoints';
import { LangSegError } from '@langseg/core';
import { assertApplicable } from './applicable-options.js';
import { planClipText } from './clip/plan-clip-text.js';
import type { ConvertOptions } from './convert-options.js';
import { hyperParametersOf } from './lseg/hyper-parameters.js';
import { planLseg } from './lseg/plan-lseg.js';
import { planMobilenet } from './mobilenet/plan-mobilenet.js';
import type { ModelPlan } from './model-plan.js';
import { findNetwork, type FoundNetwork } from './recognise/find-network.js';

/**
 * Recognises a checkpoint by the names of its weights: an official LSeg network, CLIP's text transformer in OpenAI's
 * or Hugging Face's naming, or the small default architecture, in whatever dict of the file (`model`, `ema` …) and behind
 * whatever prefix (`module.`, `net.` …). Weights are looked at, not read.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH` when it is none of these, not whole, or has weights of another shape; `USAGE`
 * when an option must be given, does not apply or can't be. Weights that hold NaN or infinities are `FILE_CORRUPT` when
 * they are read.
 */
export async function planConversion(
  checkpoint: Checkpoint,
  options: ConvertOptions = {},
): Promise<ModelPlan> {
  const { stateDict, ...others } = options;
  const found = findNetwork(checkpoint, stateDict);
  if (!found) throw unknownArchitecture(checkpoint);
  const plan = await planFor(found, others, checkpoint);
  return { ...plan, notes: [...describeStateDict(found.dict), ...(plan.notes ?? [])] };
}

async function planFor(
  { kind, weights: found }: FoundNetwork,
  options: ConvertOptions,
  checkpoint: Checkpoint,
): Promise<ModelPlan> {
  const weights = finiteWeights(found);
  switch (kind) {
    case 'lseg':
      return planLseg(weights, options, hyperParametersOf(checkpoint));
    case 'mobilenet':
      return planMobilenet(weights, options);
    case 'clip-text':
      assertApplicable(options, ['textHeads'], 'a CLIP text transformer');
      return planClipText(weights, { heads: options.textHeads });
  }
}

function unknownArchitecture({ allTensors, stateDicts }: Checkpoint): LangSegError {
  const names = [...allTensors.keys()].slice(0, 5).join(', ');
  const keys = [...stateDicts.keys()].filter((key) => key !== '').slice(0, 5);
  return new LangSegError(
    'WEIGHTS_MISMATCH',
    `This checkpoint has no architecture that LangSeg knows: expected LSeg, CLIP or the small default network, ` +
      `found ${allTensors.size} tensors${names ? ` such as ${names}` : ''}${keys.length > 0 ? `, under ${keys.join(', ')}` : ''}. ` +
      'One file of several that hold a model is not enough: give the index file (…index.json) or their folder.',
    { tensors: allTensors.size },
  );
}
