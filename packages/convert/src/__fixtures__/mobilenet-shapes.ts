import { mobilenet } from '@langseg/image-encoders';
import { checkpointShapes, type Shapes } from './shapes.js';

/** The small default network with two channels nearly everywhere. */
const channels = {
  stem: 2,
  stages: [2, 2, 2, 2, 2, 2, 2],
  expansion: 2,
  pooled: 2,
  context: 3,
  lateral8: 2,
  fuse8: 4,
  lateral4: 2,
  fuse4: 5,
};

/**
 * The small default network, made smaller, with the scale that its head was trained with.
 *
 * @param classes of the trunk's own classifier.
 */
export function mobilenetShapes(embeddingDim: number, classes = 0): Shapes {
  const specs = mobilenet.architecture.parameters({ embeddingDim, ...channels, classes });
  return { ...checkpointShapes(specs), log_logit_scale: [] };
}
