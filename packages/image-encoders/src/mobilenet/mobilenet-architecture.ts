import type { ImageArchitecture } from '@langseg/onnx-graph';
import { knownClassLogits } from './known-classes.js';
import { mobilenetGeometry } from './mobilenet-geometry.js';
import { mobilenetGraph } from './mobilenet-graph.js';
import { decoderParameters, trunkParameters, type MobilenetSizes } from './mobilenet-parameters.js';

/** The small encoder of the default model. Its trunk was trained without batch norms: theirs were folded in before. */
export const mobilenetArchitecture: ImageArchitecture<MobilenetSizes> = {
  type: 'mobilenet',
  ...mobilenetGeometry,
  parameters: (config) => [...trunkParameters(config), ...decoderParameters(config)],
  idleParameters: () => [],
  graph: mobilenetGraph,
  isDecoder: (parameter) => !parameter.startsWith('backbone.'),
  classifier: knownClassLogits,
  stages: ['block_2', 'block_5', 'block_15'],
  sizeMultiple: () => 1,
};
