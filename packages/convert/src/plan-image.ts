import {
  assertBiases,
  checkedGraph,
  findRegularizer,
  inputOf,
  type ConversionSource,
  type ImageArchitecture,
  type NetworkConfig,
} from '@langseg/architecture';
import { finiteWeights, type Checkpoint } from '@langseg/checkpoints';
import { architectureOptions, commonOptions, type ConvertOptions } from './convert-options.js';
import { withFilesBeside } from './files-beside.js';
import type { FoundImage } from './find-image.js';
import { imageComponent, imageModelPath, officialHead } from './image-part.js';
import type { ModelPlan } from './model-plan.js';
import { assertApplicable, optionsFor } from './option-values.js';
import { missingText } from './missing-text.js';
import { planTextOf } from './plan-text-of.js';
import { fittingRegularizers, planRegularizer } from './plan-regularizer.js';
import { textOf } from './text-of.js';
import { findProjection } from './with-projection.js';
import { TrackedWeights } from './tracked-weights.js';

/**
 * Plans the bundle of a recognised image encoder.
 *
 * @throws LangSegError as `planConversion`.
 */
export async function planImage(
  { component, architecture, checkpoint, dict }: FoundImage,
  file: ConversionSource & { readonly checkpoint: Checkpoint },
  options: ConvertOptions,
): Promise<ModelPlan> {
  const weights = finiteWeights(dict.weights);
  if (checkpoint.biases) assertBiases(weights, checkpoint.biases);
  const given = architectureOptions(options);
  const chosen = { ...checkpoint.remembered?.(file.checkpoint), ...withoutUndefined(options), ...given };
  const text = textOf(file, dict, checkpoint, options);
  if (!text && options.textWeights) throw missingText(checkpoint.textPrefix, options);
  const projection = findProjection(file, options);
  const fitting = fittingRegularizers(options.registry, weights);
  const named =
    options.regularizer === undefined ? [] : [findRegularizer(options.registry, options.regularizer)];
  const involved = [
    checkpoint,
    ...(text ? [text.conversion] : []),
    ...(projection ? [projection.projection] : []),
    ...[...fitting, ...named].map((regularizer) => regularizer.architecture),
  ];
  assertApplicable(given, involved, commonOptions, component.type);

  const {
    config,
    notes = [],
    warnings = [],
  } = checkpoint.configOf(weights, optionsFor(checkpoint, await withFilesBeside(checkpoint, given, file)));
  const { preprocessing, view } = inputOf(architecture, config);
  const tracked = new TrackedWeights(weights);
  const architectureName = architecture.describe(config);
  const graph = checkedGraph({
    what: architectureName,
    weights,
    inputs: { pixels: representativePixels(architecture, config) },
    build: () => architecture.graph(tracked, config),
  });
  const regularizer = await planRegularizer(options.registry, tracked, fitting, {
    ...(fitting.length === 0 && { regularizer: checkpoint.plainRegularizer }),
    ...chosen,
  });
  const logitScale = await checkpoint.logitScale?.(tracked);
  const { textPrefix } = checkpoint;
  if (!options.allowUnexpected)
    tracked.assertAllUsed(
      (name) =>
        name.endsWith('.num_batches_tracked') ||
        (textPrefix !== undefined && name.startsWith(textPrefix)) ||
        (checkpoint.isIdle?.(name) ?? false),
    );

  const encoder = await planTextOf({ text, projection, checkpoint }, config.embeddingDim, options);
  const described = [
    checkpoint.family,
    architectureName,
    // Where checkpoints never hold one, it is worth a word which it is.
    textPrefix === undefined ? encoder.architecture : undefined,
  ];
  return {
    architecture: described.filter((name) => name !== undefined).join(', '),
    notes: [...notes, ...(encoder.notes ?? [])],
    warnings: [...warnings, ...(encoder.warnings ?? [])],
    pipeline: {
      textEncoder: encoder.component,
      imageEncoder: imageComponent(component, config),
      head: officialHead(logitScale),
      ...(regularizer && { regularizer: regularizer.component }),
    },
    preprocessing,
    ...(view && { view }),
    graphs: new Map([[imageModelPath, graph], ...encoder.graphs, ...(regularizer?.graphs ?? [])]),
    files: new Map([...encoder.files, ...(regularizer?.files ?? [])]),
  };
}

/** A photo that the network takes, and no square, so that rows and columns can't be mixed up. */
function representativePixels(architecture: ImageArchitecture, config: NetworkConfig): readonly number[] {
  const step = architecture.sizeMultiple(config);
  const height = Math.max(1, Math.ceil(64 / step)) * step;
  const width = Math.ceil(96 / step) * step;
  return [1, 3, height, width === height ? width + step : width];
}

/** Options that are `undefined` must not hide what the checkpoint says. */
function withoutUndefined({ regularizer }: ConvertOptions): Readonly<Record<string, unknown>> {
  return regularizer === undefined ? {} : { regularizer };
}
