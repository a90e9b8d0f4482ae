import { resizeBilinear, resizeNearest } from '@langseg/core';
import { GraphBuilder, resizeBilinearTo, upsampleBilinear, type Graph } from '@langseg/onnx-graph';
import * as z from 'zod';
import { graphKind } from '../case-kind.js';
import { compareOutputs } from '../golden/compare-outputs.js';

const interpolation = z.union([
  z.strictObject({
    size: z.tuple([z.int(), z.int()]),
    mode: z.enum(['bilinear', 'nearest']),
    align_corners: z.boolean().nullable().default(false),
  }),
  z.strictObject({
    scale_factor: z.number(),
    mode: z.enum(['bilinear', 'nearest']),
    align_corners: z.boolean().nullable().default(false),
  }),
]);

/** `torch.nn.functional.interpolate`: the plain code, and for `bilinear` also the graph. */
export const interpolate = graphKind({ kwargs: interpolation }, async ({ kwargs }, { tensors, runner }) => {
  const x = await tensors.floatInput('x');
  const target = 'size' in kwargs ? { size: kwargs.size } : { scaleFactor: kwargs.scale_factor };
  if (kwargs.mode === 'nearest') return compareOutputs(tensors, { y: resizeNearest(x, target) });

  const alignCorners = kwargs.align_corners ?? false;
  const resized = await runner.run(resizeGraph(target, alignCorners), { x });
  return [
    ...(await compareOutputs(tensors, { y: resizeBilinear(x, target, { alignCorners }) })),
    ...(await compareOutputs(tensors, resized)),
  ];
});

function resizeGraph(
  target: { readonly size: readonly number[] } | { readonly scaleFactor: number },
  alignCorners: boolean,
): Graph {
  const g = new GraphBuilder('interpolate');
  const x = g.input('x', 'float32', ['batch', 'channels', 'height', 'width']);
  const y =
    'size' in target
      ? resizeBilinearTo(g, x, g.ints(...target.size), { alignCorners })
      : upsampleBilinear(g, x, target.scaleFactor, { alignCorners });
  g.output('y', y, 'float32', ['batch', 'channels', 'out_height', 'out_width']);
  return g.build();
}
