import { ade20kLabels, deriveSource, type Tensor, type Weights } from '@langseg/core';
import { tips } from '@langseg/image-encoders';
import { spmModelOf, tipsTextShapes } from '@langseg/model-testing';
import {
  computeInFloat16,
  quantizeProducts,
  removeUnused,
  storeAsFloat16,
  type Graph,
} from '@langseg/onnx-graph';
import { tipsPrompts, tipsTextGraph } from '@langseg/text-encoders';
import { constantSource, randomWeights } from './random-weights.js';

/** Sizes of TIPSv2 that are measured. */
export type TipsSize = 'b14' | 'l14';

/** Pieces of TIPSv2's tokenizer. */
const pieces = 32_000;

const contextLength = 64;

/** Weights of a photo's side, as `convert` finds them in the official file. */
export function tipsImageWeights(size: TipsSize, layerScale?: number): Weights {
  const specs = tips.architecture.parameters(tipsSizesOf(size));
  const weights = randomWeights(new Map(specs.map(({ name, shape }) => [name, shape])));
  if (layerScale === undefined) return weights;
  const isScale = (name: string) => /\.ls\d\.gamma$/.test(name);
  return new Map(
    [...weights].map(([name, source]) => [
      name,
      isScale(name) ? constantSource(source.shape, layerScale) : source,
    ]),
  );
}

/** The network of a photo's side. @param layerScale factor of every block's additions. Default: random ones of about 1. */
export function tipsImageGraph(size: TipsSize, layerScale?: number): Graph {
  return tips.architecture.graph(tipsImageWeights(size, layerScale), tipsSizesOf(size));
}

/** Weights of the words' side. */
export function tipsTextWeights(size: TipsSize): Weights {
  const { width } = tips.architecture.presets[size];
  const { temperature: _, ...shapes } = tipsTextShapes({ width, depth: 12, hidden: 4 * width, pieces });
  return randomWeights(new Map(Object.entries(shapes)));
}

/** The network of the words' side. */
export function tipsTextGraphOf(size: TipsSize): Graph {
  const { width } = tips.architecture.presets[size];
  return tipsTextGraph(tipsTextWeights(size), { width, heads: width / 64, depth: 12, contextLength });
}

/** As `convert --dtype q8` does it. */
export function quantized(graph: Graph): Graph {
  return quantizeProducts(graph, { keepsFloat: (weight) => /attn\.(out_)?proj\./.test(weight) });
}

/** As `convert --dtype fp16` does it for WebGPU. */
export function halved(graph: Graph): Graph {
  return computeInFloat16(storeAsFloat16(graph));
}

/** The same graph with rows of weights that it takes by `Slice` as weights of their own, so that they can be rounded too. */
export function withCutWeights(graph: Graph): Graph {
  const initializers = new Map(graph.initializers);
  const nodes = graph.nodes.filter(({ operator, inputs, outputs }) => {
    const source = operator === 'Slice' ? graph.initializers.get(inputs[0]) : undefined;
    const numbers = inputs.slice(1).map((name) => Number(graph.initializers.get(name)?.value?.data[0]));
    const [from, to, axis] = numbers;
    if (!source || source.value || axis !== 0) return true;
    const [, ...rest] = source.shape;
    const row = rest.reduce((product, length) => product * length, 1);
    const cut = (whole: Tensor) => (whole as Tensor<'float32'>).data.slice(from * row, to * row);
    initializers.set(outputs[0], deriveSource('float32', [to - from, ...rest], [source], cut));
    return false;
  });
  return removeUnused({ ...graph, nodes, initializers });
}

/**
 * A tokenizer that knows all words of ADE20K's labels and of TIPS' sentences by one piece each. The published one has 32,000 pieces, which
 * hold all but rare words.
 */
export function tipsTokenizer(): Uint8Array {
  const sentences = [...ade20kLabels, ...tipsPrompts];
  const words = sentences.flatMap((text) =>
    text
      .toLowerCase()
      .replace('{}s', '')
      .split(/[^a-z]+/),
  );
  return spmModelOf([...new Set(words.filter((word) => word.length > 0))]);
}

function tipsSizesOf(size: TipsSize) {
  const preset = tips.architecture.presets[size];
  return { ...preset, embeddingDim: preset.width };
}
