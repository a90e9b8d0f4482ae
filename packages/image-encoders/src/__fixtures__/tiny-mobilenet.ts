import type { MobilenetSizes } from '../mobilenet/mobilenet-parameters.js';

/** The small encoder with two channels nearly everywhere. */
export const tinyMobilenet: MobilenetSizes = {
  embeddingDim: 6,
  channels: {
    stem: 2,
    stages: [2, 2, 2, 2, 2, 2, 2],
    expansion: 2,
    pooled: 2,
    context: 3,
    lateral8: 2,
    fuse8: 4,
    lateral4: 2,
    fuse4: 5,
  },
};
