import { shapeOf, type ImageCheckpoint } from '@langseg/architecture';
import { sourceOf, tensor, toFloat32, type Weights } from '@langseg/core';
import * as z from 'zod';
import { invertedResiduals } from './inverted-residuals.js';
import { trunkParameters } from './mobilenet-parameters.js';
import { mosaicHead } from '../mosaic/mosaic-blocks.js';
import { mobilenetChannels, type MobilenetSizes } from './mobilenet-sizes.js';
import { sceneMarker } from './scene-maps.js';

/** The trained scale is kept from growing beyond this, as during training. */
const maxLogitScale = 40;

const logScale = 'log_logit_scale';

/** Names of the trunk's convolutions, in order; they are the same for all sizes. */
const trunkWeights = trunkParameters({ ...mobilenetChannels, embeddingDim: 1 })
  .map(({ name }) => name)
  .filter((name) => name.endsWith('.weight'));

/** Checkpoints of the small default network. They hold no text encoder. */
export const mobilenetCheckpoint: ImageCheckpoint<MobilenetSizes> = {
  markers: [['backbone.000.weight', 'fuse4.6.weight']],
  options: z.strictObject({}),
  biases: /^fuse4\.6$/,
  configOf(weights) {
    const outputs = (name: string) => shapeOf(weights, name, [null, null, null, null])[0];
    const head = shapeOf(weights, 'fuse4.6.weight', [null, null, 1, 1]);
    return {
      config: {
        ...trunkSizes(weights),
        context: outputs('context.0.weight'),
        lateral8: outputs('lateral8.0.weight'),
        fuse8: outputs('fuse8.0.weight'),
        lateral4: outputs('lateral4.0.weight'),
        fuse4: head[1],
        classes: weights.has('classes.weight')
          ? shapeOf(weights, 'classes.weight', [null, null, 1, 1])[1]
          : 0,
        ...(weights.has(sceneMarker) && {
          scenes: {
            classes: shapeOf(weights, sceneMarker, [null, null, 1, 1])[1],
            width: outputs('mosaic.000.weight') / mosaicHead.stem,
          },
        }),
        embeddingDim: head[0],
      },
    };
  },
  async logitScale(weights) {
    const scale = weights.get(logScale);
    return scale ? Math.min(Math.exp(toFloat32(await scale.load()).data[0]), maxLogitScale) : maxLogitScale;
  },
  exportLogitScale: (scale) =>
    new Map([[logScale, sourceOf(tensor('float32', [], Float32Array.of(Math.log(scale))))]]),
};

function trunkSizes(weights: Weights): Pick<MobilenetSizes, 'stem' | 'stages' | 'expansion' | 'pooled'> {
  const names = trunkWeights.values();
  const next = () => shapeOf(weights, names.next().value!, [null, null, null, null]);
  const [stem] = next();
  const stages: number[] = [];
  let expansion = 1;
  for (const { stage, expands } of invertedResiduals) {
    if (expands) {
      const [wide, narrow] = next();
      expansion = wide / narrow;
    }
    next();
    stages[stage] = next()[0];
  }
  return { stem, stages, expansion, pooled: next()[0] };
}
