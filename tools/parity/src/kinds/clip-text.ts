import { l2Normalize, tensor, type Tensor } from '@langseg/core';
import { selectOutputs } from '@langseg/onnx-graph';
import { graphKind } from '../case-kind.js';
import { loadWeights, weightFiles } from '../golden/case-weights.js';
import { compareOutputs } from '../golden/compare-outputs.js';
import { clipConfig } from '../networks/clip-config.js';
import { shortenedTextFeeds, textFeeds, textGraph } from '../networks/clip-text.js';

const excerpt = /_first\d+$/;

/**
 * CLIP's text transformer on given tokens. Embeddings are compared for the whole context and for the positions that
 * matter. Hidden values may be excerpts: the first rows and positions.
 */
export const clipText = graphKind(
  { config: clipConfig, weights: weightFiles },
  async ({ config, weights: parts }, { files, tensors, runner }) => {
    const graph = textGraph(await loadWeights(files, parts), config);
    const feeds = textFeeds(await tensors.input('tokens'));

    const hidden: Record<string, Tensor> = {};
    for (const output of tensors.outputs) {
      if (output === 'features' || output === 'normalized') continue;
      const name = output.replace(excerpt, '');
      const rows = (await runner.run(selectOutputs(graph, [name]), feeds))[name];
      const value = tensor('float32', [...feeds.tokens.shape, config.transformer_width], rows.data);
      const { shape } = await tensors.expected(output);
      hidden[output] = excerpt.test(output) ? firstOf(value, shape[0], shape[1]) : value;
    }

    const comparisons = [];
    for (const inputs of [feeds, shortenedTextFeeds(feeds)]) {
      const { embeddings: features } = await runner.run(graph, inputs);
      const values = { ...hidden, features, normalized: l2Normalize(features, 1) };
      comparisons.push(...(await compareOutputs(tensors, values)));
    }
    return comparisons;
  },
);

/** The first positions of the first labels of `[N, L, width]`. */
function firstOf({ shape, data }: Tensor<'float32'>, labels: number, positions: number): Tensor<'float32'> {
  const [, length, width] = shape;
  const first = tensor('float32', [labels, positions, width]);
  for (let label = 0; label < labels; label++) {
    const start = label * length * width;
    first.data.set(data.subarray(start, start + positions * width), label * positions * width);
  }
  return first;
}
