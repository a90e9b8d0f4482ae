import { defineDecoder } from '@langseg/architecture';
import { conv2d, convolutionParameters, scoped } from '@langseg/onnx-graph';
import * as z from 'zod';

/** One layer on the trunk's last map: the least that can be trained, and quick at it. As coarse as that map. */
export const linearDecoder = defineDecoder({
  type: 'linear',
  configSchema: z.strictObject({}),
  create: () => ({
    geometry: (levels) => ({
      outputStride: levels[levels.length - 1].stride,
      upsampling: { factor: 1, alignCorners: false },
      alignCorners: false,
    }),
    parameters: ({ levels, embeddingDim }) => {
      const { channels } = levels[levels.length - 1];
      return scoped('head', convolutionParameters({ inputs: channels, outputs: embeddingDim, kernel: 1 }));
    },
    append: (g, maps, parameters) => conv2d(g, maps[maps.length - 1], parameters.scope('head')),
  }),
});
