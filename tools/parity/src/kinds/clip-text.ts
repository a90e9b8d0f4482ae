import { l2Normalize, tensor, type Tensor } from '@langseg/core';
import { selectOutputs } from '@langseg/onnx-graph';
import { graphKind } from '../case-kind.js';
import { compareTensors, type Comparison } from '../compare.js';
import { loadWeights, weightFiles } from '../golden/case-weights.js';
import { clipConfig } from '../networks/clip-config.js';
import { shortenedTextFeeds, textFeeds, textGraph } from '../networks/clip-text.js';

/**
 * CLIP's text transformer on given tokens. Embeddings are compared for the whole context and for the positions that
 * matter; hidden values may be excerpts, the first rows and positions.
 */
export const clipText = graphKind(
  { config: clipConfig, weights: weightFiles },
  async ({ config, weights: parts }, { files, tensors, runner }) => {
    const graph = textGraph(await loadWeights(files, parts), config);
    const feeds = textFeeds(await tensors.input('tokens'));
    const embeddings = [feeds, shortenedTextFeeds(feeds)].map(
      async (inputs) => (await runner.run(graph, inputs)).embeddings,
    );

    const comparisons: Comparison[] = [];
    for (const output of tensors.outputs) {
      const expected = await tensors.expected(output);
      const found =
        output === 'features' || output === 'normalized'
          ? (await Promise.all(embeddings)).map((value) => (output === 'features' ? value : l2Normalize(value, 1)))
          : [firstOf(await hidden(output.replace(/_first\d+$/, '')), expected.shape)];
      const tolerance = tensors.tolerance(output, expected);
      for (const actual of found) comparisons.push(compareTensors(output, actual, expected, tolerance));
    }
    return comparisons;

    async function hidden(name: string): Promise<Tensor<'float32'>> {
      const rows = (await runner.run(selectOutputs(graph, [name]), feeds))[name];
      return tensor('float32', [...feeds.tokens.shape, config.transformer_width], rows.data);
    }
  },
);

/** The first `[a, b]` rows of `[N, L, width]`. */
function firstOf({ shape, data }: Tensor<'float32'>, [a, b]: readonly number[]): Tensor<'float32'> {
  const [labels, length, width] = shape;
  const rows = Array.from({ length: Math.min(a, labels) }, (_, label) =>
    data.subarray(label * length * width, (label * length + Math.min(b, length)) * width),
  );
  return tensor('float32', [rows.length, Math.min(b, length), width], Float32Array.from(rows.flatMap((row) => [...row])));
}
