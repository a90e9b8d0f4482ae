import { withPrefix } from '@langseg/checkpoints';
import { tensor, toFloat32, type Tensor } from '@langseg/core';
import * as z from 'zod';
import { graphKind } from '../case-kind.js';
import { borrowedInputs } from '../golden/borrowed-inputs.js';
import { loadWeights, weightFiles } from '../golden/case-weights.js';
import { compareOutputs } from '../golden/compare-outputs.js';
import { encodeLabels } from '../networks/encode-labels.js';
import { networkConfig } from '../networks/lseg-network.js';
import { firstPass } from '../training/first-pass.js';
import { lossFeeds, lossGraph } from '../training/loss-graph.js';
import { loadValues, networkSpecs } from '../training/network-specs.js';

/** Every how many pixels the cases hold one. */
const stride = 4;

/** Logits and loss of the first batch in training mode, where batch norms use the batch's statistics. */
export const trainForward = graphKind(
  {
    config: networkConfig,
    weights: weightFiles,
    labels: z.array(z.string()).min(1),
    inputs_from: z.string().optional(),
  },
  async ({ config, weights: parts, labels, inputs_from }, { files, tensors, runner }) => {
    const weights = await loadWeights(files, parts);
    const clip = withPrefix(weights, 'clip_pretrained.');
    const { text_features: text } = await encodeLabels(runner, clip, config.clip, labels);
    const input = await borrowedInputs(files, tensors, inputs_from);
    const feeds = lossFeeds(toFloat32(await input('image_0')), await input('target_0'), text);
    const graph = lossGraph(weights, config, feeds);
    const values = await loadValues(weights, networkSpecs(config).used);
    const { loss, logits } = await firstPass(runner, graph, ['scratch.head1.bias'], { feeds, values });
    return compareOutputs(tensors, {
      loss: tensor('float32', [1], loss.data),
      logits_stride4: everyFourth(logits),
    });
  },
);

/** `[B, H, W, N]` → `[B, N, H/4, W/4]` */
function everyFourth({ shape, data }: Tensor<'float32'>): Tensor<'float32'> {
  const [images, height, width, labels] = shape;
  const [h, w] = [Math.ceil(height / stride), Math.ceil(width / stride)];
  const chosen = tensor('float32', [images, labels, h, w]);
  for (let i = 0; i < chosen.data.length; i++) {
    const [x, y] = [i % w, Math.floor(i / w) % h];
    const [label, image] = [Math.floor(i / (w * h)) % labels, Math.floor(i / (w * h * labels))];
    chosen.data[i] = data[((image * height + y * stride) * width + x * stride) * labels + label];
  }
  return chosen;
}
