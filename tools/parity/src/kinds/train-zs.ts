import { withPrefix } from '@langseg/checkpoints';
import { tensor, type Tensor } from '@langseg/core';
import * as z from 'zod';
import { graphKind } from '../case-kind.js';
import { loadWeights, weightFiles } from '../golden/case-weights.js';
import { compareOutputs } from '../golden/compare-outputs.js';
import { encodeLabels, perImage } from '../networks/encode-labels.js';
import { networkConfig } from '../networks/lseg-network.js';
import { firstPass } from '../training/first-pass.js';
import { lossFeeds, lossGraph } from '../training/loss-graph.js';
import { loadValues, networkSpecs, officialGroups } from '../training/network-specs.js';

/**
 * Loss, gradients and running statistics of one batch of `LSegNetZS`: the two labels of every picture are `others` and the
 * one of its class, which the mask tells apart.
 */
export const trainZs = graphKind(
  {
    config: networkConfig,
    weights: weightFiles,
    class_info: z.array(z.int()).min(1),
    label_list: z.array(z.string()),
  },
  async ({ config, weights: parts, class_info: classes, label_list: names }, { files, tensors, runner }) => {
    const weights = await loadWeights(files, parts);
    const labels = classes.flatMap((index) => ['others', names[index]]);
    const clip = withPrefix(weights, 'clip_pretrained.');
    const encoded = await encodeLabels(runner, clip, config.clip, labels);
    const { text_features: text } = perImage(encoded, classes.length);
    const feeds = lossFeeds(await tensors.floatInput('image'), await tensors.input('mask'), text);
    const specs = networkSpecs(config);
    const pass = await firstPass(
      runner,
      lossGraph(weights, config, feeds),
      officialGroups(specs.used).flat(),
      { feeds, values: await loadValues(weights, specs.used) },
    );

    const values: Record<string, Tensor> = { loss: tensor('float32', [1], pass.loss.data) };
    for (const [name, gradient] of pass.gradients) {
      values[`grad.${name}`] = gradient;
      values[`gradnorm.${name}`] = tensor('float32', [1], Float32Array.of(Math.hypot(...gradient.data)));
    }
    for (const [name, next] of pass.statistics) values[`bn_after_1.${name}`] = next;
    return compareOutputs(tensors, values);
  },
);
