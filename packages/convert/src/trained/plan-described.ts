import { findImageArchitecture, type ConversionSource } from '@langseg/architecture';
import { describeStateDict, findStateDict, finiteWeights, type Checkpoint } from '@langseg/checkpoints';
import { LangSegError } from '@langseg/core';
import { architectureOptions, commonOptions, type ConvertOptions } from '../convert-options.js';
import type { ModelPlan } from '../model-plan.js';
import { assertApplicable } from '../option-values.js';
import { planTextOf } from '../plan-text-of.js';
import { textOf } from '../text-of.js';
import { TrackedWeights } from '../tracked-weights.js';
import { findProjection } from '../with-projection.js';
import { imageNetwork } from './image-network.js';
import type { NetworkDescription } from './network-description.js';
import { planTrained } from './plan-trained.js';

/**
 * Plans the bundle of a network that was trained here from its weights and what their file says of it.
 *
 * @throws LangSegError `CONFIG_INVALID` for parts that the registry does not have; as `planConversion`.
 */
export async function planDescribed(
  network: NetworkDescription,
  file: ConversionSource & { readonly checkpoint: Checkpoint },
  options: ConvertOptions,
): Promise<ModelPlan> {
  const { registry, stateDict, allowUnexpected } = options;
  const image = imageNetwork(network, network.embeddingDim, registry);
  const { checkpoint } = findImageArchitecture(registry, network.type).architecture;
  const dict = findStateDict(
    file.checkpoint,
    image.specs.map(({ name }) => name),
    { key: stateDict },
  );
  if (!dict)
    throw new LangSegError(
      'WEIGHTS_MISMATCH',
      `The file holds no weights of the ${image.name} that it describes.`,
    );
  const text = textOf(file, dict, checkpoint ?? {}, options);
  const projection = findProjection(file, options);
  const parts = [text?.conversion, projection?.projection].filter((part) => part !== undefined);
  assertApplicable(
    {
      ...architectureOptions(options),
      ...(options.regularizer !== undefined && { regularizer: options.regularizer }),
    },
    parts,
    commonOptions.filter((name) => name !== 'regularizer'),
    `a trained ${image.name}`,
  );

  const encoder = await planTextOf({ text, projection, checkpoint }, network.embeddingDim, options);
  const weights = new TrackedWeights(finiteWeights(dict.weights));
  const { preprocessing } = image;
  const { longestSide, logitScale, regularizer } = network;
  const plan = await planTrained({
    registry,
    image,
    weights,
    text: encoder,
    preprocessing: { ...preprocessing, longestSide },
    logitScale,
    regularizer,
  });
  const idle = new Set([
    ...image.idleSpecs.map(({ name }) => name),
    ...(checkpoint?.exportLogitScale?.(1).keys() ?? []),
  ]);
  const { textPrefix } = checkpoint ?? {};
  if (!allowUnexpected)
    weights.assertAllUsed(
      (name) =>
        name.endsWith('.num_batches_tracked') ||
        idle.has(name) ||
        (textPrefix !== undefined && name.startsWith(textPrefix)),
    );
  const { notes = [], warnings = [] } = encoder;
  return { ...plan, notes: [...describeStateDict(dict), ...notes], warnings };
}
