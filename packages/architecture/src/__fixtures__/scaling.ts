import { tensor, toFloat32, type SpatialRegularizer } from '@langseg/core';
import { ones } from '@langseg/onnx-graph';
import * as z from 'zod';
import { defineRegularizer } from '../regularizer/define-regularizer.js';
import { shapeOf } from '../weights/shape-of.js';

/** Scales logits and adds a share of the largest of all labels. */
export const scaling = defineRegularizer({
  type: 'scaling',
  configSchema: z.strictObject({ scale: z.number(), share: z.number() }),
  create: ({ scale, share }) => Promise.resolve(scalingOf(scale, share)),
  architecture: {
    options: z.strictObject({ share: z.number() }),
    markers: ['scale'],
    parameters: () => [{ name: 'scale', shape: [1], kind: 'parameter', initial: ones }],
    append(g, logits, parameters, { share }, { labelBias }) {
      const candidates = labelBias ? g.op('Add', [logits, labelBias]) : logits;
      const most = g.op('ReduceMax', [candidates, g.ints(1)], { keepdims: 1 });
      const scaled = g.op('Mul', [logits, parameters.value('scale')]);
      return g.op('Add', [scaled, g.op('Mul', [most, g.float(share)])]);
    },
    async part(weights, { share }) {
      shapeOf(weights, 'scale', [1]);
      const [scale] = toFloat32(await weights.get('scale')!.load()).data;
      return { component: { type: 'scaling', scale, share }, graphs: new Map(), files: new Map() };
    },
  },
});

function scalingOf(scale: number, share: number): SpatialRegularizer {
  return {
    specVersion: 1,
    couplesLabels: true,
    dispose: () => Promise.resolve(),
    forward: ({ shape, data }) => {
      const [, labels, height, width] = shape;
      const area = height * width;
      const most = (i: number) =>
        Math.max(...Array.from({ length: labels }, (_, label) => data[label * area + (i % area)]));
      const result = data.map((value, i) => value * scale + share * most(i));
      return Promise.resolve(tensor('float32', shape, result));
    },
  };
}
