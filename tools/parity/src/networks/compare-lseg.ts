import {
  l2Normalize,
  labelMapFromLogits,
  resizeBilinear,
  tensor,
  type SpatialRegularizer,
  type Tensor,
} from '@langseg/core';
import { CorrelationHead } from '@langseg/heads';
import { OnnxImageEncoder } from '@langseg/architecture';
import { selectOutputs, type Graph } from '@langseg/onnx-graph';
import type { GraphContext } from '../case-kind.js';
import { compareLabelMaps, type Comparison } from '../compare.js';
import { compareOutputs } from '../golden/compare-outputs.js';
import type { GraphRunner } from '../graph-runner.js';
import type { NetworkConfig } from './lseg-network.js';
import type { EncodedLabels } from './encode-labels.js';

/** Both stages of upstream's upsampling: of the embeddings, and of the logits. */
const upsampling = { factor: 2, alignCorners: true } as const;

/** What upstream interpolates before a 1×1 product, and LSeg's graphs after it. */
const upsampledLater: Readonly<Record<string, string>> = { path_1: 'path_1_half', head1: 'embeddings' };

const graphValue = /^(pos_embed_resized|tokens_[1-4]|layer_[1-4](_rn)?|path_[2-4])$/;

/** The parts of a network that a case describes. */
interface LsegCase {
  readonly graph: Graph;
  readonly config: NetworkConfig;
  readonly text: EncodedLabels;
  readonly regularizer: SpatialRegularizer | undefined;
}

/** Runs a whole network as the segmenter does and compares every output of the case. */
export async function compareLseg(
  { runner, tensors }: GraphContext,
  { graph, config, text, regularizer }: LsegCase,
): Promise<Comparison[]> {
  const pixels = await tensors.floatInput('image');
  const intermediate = await intermediateValues(runner, graph, pixels, tensors.outputs);
  const encoder = new OnnxImageEncoder({
    session: await runner.load(graph, { pixels }),
    embeddingDim: config.out_c,
    outputStride: 4,
    alignCorners: upsampling.alignCorners,
    upsampling,
    preprocessing: noPreprocessing,
  });
  const head = new CorrelationHead(runner.runtime, { logitScale: config.logit_scale });
  try {
    const logits_cos = await head.forward(await encoder.encode(pixels), text.text_features);
    const logits_low = regularizer ? await regularizer.forward(logits_cos) : logits_cos;
    const logits = upsampled(logits_low);
    const values = { ...intermediate, ...text, logits_cos, logits_low, logits };
    const comparisons = await compareOutputs(tensors, values, { except: ['argmax'] });
    if (!tensors.has('argmax')) return comparisons;
    const golden = tensors.has('logits') ? await tensors.expected('logits') : logits;
    const margin = 2 * tensors.tolerance('logits', golden);
    const maps = await tensors.expected('argmax');
    return [...comparisons, compareLabelMaps('argmax', labelMaps(logits_low), maps, golden, margin)];
  } finally {
    await Promise.all([encoder.dispose(), head.dispose(), regularizer?.dispose()]);
  }
}

/** The cases hold normalised images, so nothing reads this. */
const noPreprocessing = {
  mean: [0, 0, 0],
  std: [1, 1, 1],
  resample: 'bilinear',
  longestSide: Infinity,
  onlyShrink: true,
  sizeMultiple: 1,
} as const;

async function intermediateValues(
  runner: GraphRunner,
  graph: Graph,
  pixels: Tensor,
  outputs: readonly string[],
): Promise<Record<string, Tensor>> {
  const values: Record<string, Tensor<'float32'>> = {};
  const direct = outputs.filter((name) => graphValue.test(name));
  const needsHead1 = outputs.some((name) => name === 'head1' || name === 'image_features');
  const later = Object.keys(upsampledLater).filter((name) =>
    name === 'head1' ? needsHead1 : outputs.includes(name),
  );
  const chosen = [...direct, ...later.map((name) => upsampledLater[name])];
  if (chosen.length === 0) return values;

  const found = await runner.run(selectOutputs(graph, chosen), { pixels });
  for (const name of direct) values[name] = found[name];
  for (const name of later) values[name] = upsampled(found[upsampledLater[name]]);
  if (needsHead1) values.image_features = l2Normalize(values.head1, 1);
  return values;
}

function upsampled(maps: Tensor<'float32'>): Tensor<'float32'> {
  return resizeBilinear(maps, { scaleFactor: upsampling.factor }, upsampling);
}

/** `[B, N, h, w]` → `[B, 2h, 2w]`. */
function labelMaps(logits: Tensor<'float32'>): Tensor<'uint16'> {
  const [batch, labels, h, w] = logits.shape;
  const [height, width] = [2 * h, 2 * w];
  const maps = tensor('uint16', [batch, height, width]);
  for (let image = 0; image < batch; image++) {
    const size = labels * h * w;
    const one = tensor('float32', [labels, h, w], logits.data.subarray(image * size, (image + 1) * size));
    maps.data.set(labelMapFromLogits(one, { height, width, ...upsampling }), image * height * width);
  }
  return maps;
}
