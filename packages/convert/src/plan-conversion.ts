import type { ConversionSource } from '@langseg/architecture';
import { describeStateDict, type Checkpoint } from '@langseg/checkpoints';
import { LangSegError, type ComponentSet } from '@langseg/core';
import { architectureOptions, sourceOf, type ConvertOptions } from './convert-options.js';
import { withFilesBeside } from './files-beside.js';
import { findImage } from './find-image.js';
import { findText, isInsideOther, type FoundText } from './find-text.js';
import { joinCheckpoints } from './join-checkpoints.js';
import type { ModelPlan } from './model-plan.js';
import { assertApplicable, optionsFor } from './option-values.js';
import { planImage } from './plan-image.js';
import { describedNetwork } from './trained/network-description.js';
import { planDescribed } from './trained/plan-described.js';
import { unknownFile } from './unknown-file.js';
import { findProjection } from './with-projection.js';
import { pluginsOf } from './plugins-of.js';

/**
 * Recognises a checkpoint by the names of its weights as one of the image encoders of a registry, together with the text
 * encoder in it or beside it, or as a text encoder alone; in whatever dict of the file (`model`, `ema` …) and behind whatever
 * prefix (`module.`, `net.` …). Weights are looked at, not read.
 *
 * @param source a checkpoint, or another file that a text encoder may be made of.
 * @throws LangSegError `WEIGHTS_MISMATCH` when it is none of these, not whole, or has weights of another shape; `USAGE`
 * when an option must be given, does not apply or can't be. Weights that hold NaN or infinities are `FILE_CORRUPT` when
 * they are read.
 */
export async function planConversion(
  source: Checkpoint | ConversionSource,
  options: ConvertOptions,
): Promise<ModelPlan> {
  const { registry, stateDict } = options;
  const given = sourceOf(source);
  const file = given.checkpoint
    ? { ...given, checkpoint: joinCheckpoints(given.checkpoint, options.moreWeights) }
    : given;
  const described = file.checkpoint && describedNetwork(file.checkpoint);
  if (described) return planDescribed(described, { ...file, checkpoint: file.checkpoint }, options);
  const image = file.checkpoint && findImage(registry, file.checkpoint, stateDict);
  if (image && file.checkpoint) {
    const plan = await planImage(image, { ...file, checkpoint: file.checkpoint }, options);
    return withFindings(plan, registry, image.dict);
  }
  const text = findText(registry, file, { ...(stateDict !== undefined && { stateDict }) });
  if (!text || isInsideOther(text, registry)) throw unknownFile(registry, file);
  return withFindings(await planText(text, file, options), registry, text.dict);
}

async function planText(
  text: FoundText,
  file: ConversionSource,
  options: ConvertOptions,
): Promise<ModelPlan> {
  const { conversion } = text;
  const { textWeights, regularizer } = options;
  assertNotSwapped(conversion.what, options);
  const given = {
    ...architectureOptions(options),
    ...(textWeights !== undefined && { textWeights }),
    ...(regularizer !== undefined && { regularizer }),
    ...(options.allowUnexpected && { allowUnexpected: true }),
  };
  const projection = findProjection(file, options);
  assertApplicable(
    given,
    [conversion, ...(projection ? [projection.projection] : [])],
    ['stateDict', 'projection'],
    conversion.what,
  );
  const inner = await text.plan(
    optionsFor(conversion, await withFilesBeside(conversion, given, text.source)),
  );
  const { component, embeddingDim: _, ...part } = (await projection?.wrap(inner)) ?? inner;
  return { ...part, pipeline: { textEncoder: component } };
}

/** Whoever gives a text encoder and another network for its text has probably mixed them up. */
function assertNotSwapped(what: string, { registry, textWeights, stateDict }: ConvertOptions): void {
  const other = textWeights && sourceOf(textWeights).checkpoint;
  const image = other && findImage(registry, other, stateDict);
  if (image)
    throw new LangSegError(
      'USAGE',
      `The checkpoint holds ${what}, the file for the text weights an image encoder (${image.component.type}). Swap them.`,
      { text: what, image: image.component.type },
    );
}

function withFindings(
  plan: ModelPlan,
  registry: ComponentSet,
  dict: Parameters<typeof describeStateDict>[0] | undefined,
): ModelPlan {
  const notes = [...(dict ? describeStateDict(dict) : []), ...(plan.notes ?? [])];
  return { ...plan, notes, plugins: pluginsOf(registry, plan.pipeline) };
}
