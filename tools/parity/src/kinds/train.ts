import { withPrefix } from '@langseg/checkpoints';
import { tensor, toFloat32, type Tensor } from '@langseg/core';
import {
  createOptimizer,
  createTrainingStep,
  learningRateAt,
  officialLearningRates,
  type TrainingState,
} from '@langseg/training/parts';
import * as z from 'zod';
import { graphKind } from '../case-kind.js';
import { compareExactly } from '../compare.js';
import { borrowedInputs } from '../golden/borrowed-inputs.js';
import { loadWeights, weightFiles } from '../golden/case-weights.js';
import { compareOutputs } from '../golden/compare-outputs.js';
import { encodeLabels } from '../networks/encode-labels.js';
import { networkConfig } from '../networks/lseg-network.js';
import { firstPass } from '../training/first-pass.js';
import { lossFeeds, lossGraph } from '../training/loss-graph.js';
import { countersAfter, loadValues, networkSpecs, officialGroups } from '../training/network-specs.js';

const trainCase = {
  config: networkConfig,
  weights: weightFiles,
  labels: z.array(z.string()).min(1),
  ignore_index: z.int(),
  batch_size: z.int(),
  effective_base_lr: z.number(),
  max_epochs: z.int(),
  weight_decay: z.number(),
  /** Of SGD; Adam has none. */
  momentum: z.number().optional(),
  /** For each epoch the batches, in the order in which they are learnt. */
  epochs: z.array(z.array(z.int())).min(1),
  accumulate_grad_batches: z.int().default(1),
  inputs_from: z.string().optional(),
  param_groups: z.array(z.looseObject({ n_params: z.int() })).optional(),
};

/**
 * Some epochs of the official training: losses and rates on the way, gradients and running statistics of the first batch,
 * and all weights at the end. The text encoder is frozen, as upstream: it is in none of the optimiser's groups.
 */
export const train = graphKind(trainCase, async (golden, { files, tensors, runner }) => {
  const { config, epochs, accumulate_grad_batches: accumulate, momentum, ignore_index: ignoreIndex } = golden;
  const weights = await loadWeights(files, golden.weights);
  const specs = networkSpecs(config);
  const groups = officialGroups(specs.used);
  const clip = withPrefix(weights, 'clip_pretrained.');
  const text = await encodeLabels(runner, clip, config.clip, golden.labels);
  const input = await borrowedInputs(files, tensors, golden.inputs_from);
  const feedsOf = async (batch: number) =>
    lossFeeds(toFloat32(await input(`image_${batch}`)), await input(`target_${batch}`), text.text_features);

  const state: TrainingState = { weights: await loadValues(weights, specs.used), slots: new Map(), step: 0 };
  const feeds = await feedsOf(epochs[0][0]);
  const loss = lossGraph(weights, config, feeds, ignoreIndex);
  const first = await firstPass(runner, loss, groups.flat(), { feeds, values: state.weights });

  const decay = { weightDecay: golden.weight_decay };
  const optimizer = createOptimizer(
    momentum === undefined ? { type: 'adam', ...decay } : { type: 'sgd', momentum, ...decay },
  );
  const step = await createTrainingStep({
    runtime: runner.runtime,
    loss,
    groups: groups.map((parameters) => ({ parameters, optimizer })),
    state,
    accumulate,
  });
  const losses: number[] = [];
  const rates: (readonly number[])[] = [];
  try {
    for (const batch of epochs.flat()) {
      const learningRates = ratesAt(state.step, golden);
      const result = await step.run(await feedsOf(batch), learningRates);
      losses.push(result.loss);
      if (result.updated) rates.push(learningRates);
    }
  } finally {
    await step.dispose();
  }

  const idle = await loadValues(weights, specs.idle);
  const after = async (prefix: string, trained: ReadonlyMap<string, Tensor>, batches: number) =>
    prefixed(prefix, [...idle, ...trained, ...(await countersAfter(weights, specs, batches))]);
  const values = {
    loss: tensor('float32', [losses.length], Float32Array.from(losses)),
    lr: tensor('float64', [rates.length, groups.length], Float64Array.from(rates.flat())),
    ...prefixed('grad.', first.gradients),
    ...(await after('bn_after_1.', first.statistics, 1)),
    ...(await after('final.', state.weights, losses.length)),
  };
  const comparisons = await compareOutputs(tensors, values);
  // Upstream's optimiser also holds parameters that never get a gradient.
  const sizes = officialGroups([...specs.used, ...specs.idle]).map((names) => names.length);
  const expected = golden.param_groups?.map(({ n_params }) => n_params) ?? sizes;
  return [...comparisons, compareExactly('n_params', sizes, expected)];
});

/** Rates of backbone and decoder for the update after `finished` others. */
function ratesAt(finished: number, golden: z.output<z.ZodObject<typeof trainCase>>): readonly number[] {
  const { batch_size: batchSize, effective_base_lr: effective, epochs, max_epochs: maxEpochs } = golden;
  const { backbone, decoder } = officialLearningRates(batchSize, (effective * 16) / batchSize);
  const stepsPerEpoch = epochs[0].length / golden.accumulate_grad_batches;
  return [backbone, decoder].map((baseLearningRate) =>
    learningRateAt({ type: 'poly' }, { baseLearningRate, step: finished, stepsPerEpoch, epochs: maxEpochs }),
  );
}

function prefixed(prefix: string, values: Iterable<readonly [string, Tensor]>): Record<string, Tensor> {
  return Object.fromEntries([...values].map(([name, value]) => [prefix + name, value]));
}
