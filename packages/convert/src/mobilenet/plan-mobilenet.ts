import { LangSegError, toFloat32, type Weights } from '@langseg/core';
import { mobilenet, mobilenetGraph } from '@langseg/image-encoders';
import { decodeWordTable } from '@langseg/text-encoders';
import { assertApplicable } from '../applicable-options.js';
import { assertBiases } from '../assert-biases.js';
import { checkedGraph } from '../checked-graph.js';
import type { ConvertOptions } from '../convert-options.js';
import type { ModelPlan } from '../model-plan.js';
import { TrackedWeights } from '../tracked-weights.js';

/** The trained scale is kept from growing beyond this, as during training. */
const maxLogitScale = 40;

const architecture = 'MobileNetV2 with a light decoder, word vectors';

/**
 * Plans a bundle of the small default architecture: MobileNetV2 for photos, word vectors for labels.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH`, `USAGE` when the word table is not given, `FILE_CORRUPT` when it is damaged.
 */
export async function planMobilenet(weights: Weights, options: ConvertOptions): Promise<ModelPlan> {
  assertApplicable(options, ['wordTable', 'aliases', 'allowUnexpected'], architecture);
  if (!options.wordTable)
    throw new LangSegError(
      'USAGE',
      'This network understands labels by word vectors, which its checkpoint does not hold: give their file (--word-vectors, option wordTable). ' +
        'The built-in model has one in text/word-vectors.bin.',
    );
  const embeddingDim = decodeWordTable(options.wordTable).dim;
  const tracked = new TrackedWeights(weights);
  assertBiases(weights, /^fuse4\.6$/);
  const graph = checkedGraph({
    what: architecture,
    weights,
    inputs: { pixels: [1, 3, 64, 96] },
    build: () => mobilenetGraph(tracked, { embeddingDim }),
  });
  const logScale = tracked.get('log_logit_scale');
  if (!options.allowUnexpected) tracked.assertAllUsed((name) => name.endsWith('.num_batches_tracked'));

  const model = 'onnx/image_encoder.onnx';
  const table = 'text/word-vectors.bin';
  const logitScale = logScale ? Math.exp(toFloat32(await logScale.load()).data[0]) : maxLogitScale;
  return {
    architecture,
    pipeline: {
      textEncoder: { type: 'word-vectors', table, aliases: options.aliases ?? {} },
      imageEncoder: { type: 'mobilenet', model, embeddingDim },
      head: { type: 'correlation', logitScale: Math.min(logitScale, maxLogitScale) },
    },
    preprocessing: mobilenet.architecture.preprocessing,
    graphs: new Map([[model, graph]]),
    files: new Map([[table, options.wordTable]]),
  };
}
