import type { ImageGraphOptions } from '@langseg/architecture';
import type { Weights } from '@langseg/core';
import { foldBatchNorm, GraphBuilder, Parameters, type Graph } from '@langseg/onnx-graph';
import type { MosaicSizes } from '../mosaic/mosaic-blocks.js';
import { mobilenetDecoder } from './decoder.js';
import { addKnownClasses } from './known-classes.js';
import { sceneMaps, sceneMarker } from './scene-maps.js';
import { mobilenetTrunk } from './trunk.js';

/** The small image encoder of the embedded default model. */
export interface MobilenetConfig {
  /** Length D of a pixel embedding. */
  readonly embeddingDim: number;
  /** Classes of the trunk's own classifier. Default: as many as the weights have, none included. */
  readonly classes?: number;
  /** A second trunk. Default: one where the weights have it. */
  readonly scenes?: MosaicSizes | undefined;
}

/**
 * MobileNetV2 with a light decoder at stride 4: about 2.2 million parameters, 4.1 with a second trunk. Where the weights have the trunk's own
 * classifier, its answers add to the embeddings. A second trunk, MOSAIC, can join it: its maps are added to those of the decoder, and the
 * answers of its classifier to the embeddings.
 *
 * Input `pixels` `[B, 3, H, W]` of any size, scaled to −1 … 1; output `embeddings` `[B, D, ⌈H/4⌉, ⌈W/4⌉]`, not
 * normalised.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH` when a weight is missing.
 */
export function mobilenetGraph(
  weights: Weights,
  config: MobilenetConfig,
  options: ImageGraphOptions = {},
): Graph {
  const g = new GraphBuilder('mobilenet');
  const parameters = new Parameters(g, weights, options);
  const pixels = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);
  const maps = mobilenetTrunk(g, pixels, parameters.scope('backbone'));
  const { classes = 0, scenes } = config;
  const others = scenes || parameters.has(sceneMarker) ? sceneMaps(g, pixels, parameters) : undefined;
  const decoded = mobilenetDecoder(g, maps, parameters, others);
  const known =
    classes > 0 || parameters.has('classes.weight')
      ? addKnownClasses(g, decoded, maps.pooled, parameters)
      : decoded;
  const embeddings = others?.classes(known) ?? known;
  g.output('embeddings', embeddings, 'float32', ['batch', config.embeddingDim, 'height/4', 'width/4']);
  parameters.assertComplete();
  return parameters.batchNorm === 'folded' ? foldBatchNorm(g.build()) : g.build();
}
