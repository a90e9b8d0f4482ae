import { LangSegError, type Weights } from '@langseg/core';
import {
  foldBatchNorm,
  GraphBuilder,
  Parameters,
  scoped,
  type Graph,
  type ParameterSpec,
} from '@langseg/onnx-graph';
import type { ImageArchitecture, ImageGraphOptions } from '../image/image-architecture.js';
import type { ImageTrunk } from '../image/image-trunk.js';
import type { NetworkConfig } from '../image/network-config.js';
import type { Decoder } from './decoder.js';

/** What the names of a decoder's weights begin with. */
const decoderPrefix = 'decoder.';

/** A trunk with a decoder of one's choice on it. */
export type DecodedNetwork = Pick<
  ImageArchitecture,
  'outputStride' | 'upsampling' | 'alignCorners' | 'stages' | 'isDecoder'
> & {
  readonly specs: readonly ParameterSpec[];
  /** As `ImageArchitecture.graph`. The trunk's batch norms always go by their running statistics. */
  graph(weights: Weights, options?: ImageGraphOptions): Graph;
};

/**
 * Puts a decoder on the trunk of an architecture. The trunk's weights keep their names, the decoder's begin with
 * {@link decoderPrefix}.
 *
 * @throws LangSegError `CONFIG_INVALID` for an architecture without trunk and for sizes that don't fit each other.
 */
export function decodedNetwork(
  { type, trunk }: Pick<ImageArchitecture, 'type' | 'trunk'>,
  config: NetworkConfig,
  decoder: Decoder,
): DecodedNetwork {
  if (!trunk)
    throw new LangSegError(
      'CONFIG_INVALID',
      `"${type}" has no trunk that a decoder could be put on: leave out model.decoder.`,
      { type },
    );
  const levels = trunk.levels(config);
  const { embeddingDim } = config;
  return {
    ...decoder.geometry(levels),
    stages: levels.map((_, index) => levelName(index)),
    isDecoder: (parameter) => parameter.startsWith(decoderPrefix),
    specs: [
      ...trunk.parameters(config),
      ...scoped(decoderPrefix.slice(0, -1), decoder.parameters({ levels, embeddingDim })),
    ],
    graph(weights, { batchNorm = 'folded' } = {}) {
      const g = new GraphBuilder(`${type}-decoded`);
      const missing = new Set<string>();
      const pixels = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);
      const maps = trunkMaps(g, {
        trunk,
        config,
        weights,
        pixels,
        missing,
        isFolded: batchNorm === 'folded',
      });
      const parameters = new Parameters(g, weights, { batchNorm, missing, prefix: decoderPrefix });
      const embeddings = decoder.append(g, maps, parameters, { levels, embeddingDim });
      g.output('embeddings', embeddings, 'float32', ['batch', embeddingDim, 'rows', 'columns']);
      parameters.assertComplete();
      return batchNorm === 'folded' ? foldBatchNorm(g.build()) : g.build();
    },
  };
}

function levelName(index: number): string {
  return `level_${index + 1}`;
}

function trunkMaps(
  g: GraphBuilder,
  {
    trunk,
    config,
    weights,
    pixels,
    missing,
    isFolded,
  }: {
    readonly trunk: ImageTrunk;
    readonly config: NetworkConfig;
    readonly weights: Weights;
    readonly pixels: ReturnType<GraphBuilder['input']>;
    readonly missing: Set<string>;
    readonly isFolded: boolean;
  },
) {
  const parameters = new Parameters(g, weights, { batchNorm: isFolded ? 'folded' : 'inference', missing });
  return trunk
    .append(g, pixels, parameters, config)
    .map((map, index) => g.op('Identity', [map], {}, levelName(index)));
}
