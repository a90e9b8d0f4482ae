import { bareConv, batchNorm, conv, repeated, scoped, type Shapes } from './shapes.js';

/** Blocks of each stage of the trunk. */
const stages = [1, 2, 3, 4, 3, 3, 1];

/** The small default network with two channels nearly everywhere. */
export function mobilenetShapes(embeddingDim: number): Shapes {
  const layers: Shapes[] = [conv(3, 2, 3)];
  // Sums and poolings count as layers, too.
  const skip = (count: number) => layers.push(...Array.from({ length: count }, () => ({})));
  stages.forEach((blocks, stage) => {
    for (let block = 0; block < blocks; block++) {
      const inner = stage > 0 ? 4 : 2;
      if (stage > 0) layers.push(conv(2, inner, 1));
      layers.push(conv(1, inner, 3), conv(inner, 2, 1));
      if (block > 0) skip(1);
    }
  });
  skip(1);
  layers.push(conv(2, 2, 1), conv(2, 2, 1));
  skip(3);
  layers.push(conv(4, 2, 1));

  const unit = (module: string, index: number, shapes: Shapes): Shapes => ({
    ...scoped(`${module}.${index}`, shapes),
    ...scoped(`${module}.${index + 1}`, batchNorm(shapes.weight[0])),
  });
  return {
    ...repeated(layers.length, (index) =>
      scoped(`backbone.${String(index).padStart(3, '0')}`, layers[index]),
    ),
    ...unit('context', 0, bareConv(2, 3, 1)),
    ...unit('lateral8', 0, bareConv(2, 2, 1)),
    ...unit('fuse8', 0, bareConv(2 + 3 + 2, 4, 1)),
    ...unit('fuse8', 3, bareConv(1, 4, 3)),
    ...unit('fuse8', 6, bareConv(4, 4, 1)),
    ...unit('lateral4', 0, bareConv(2, 2, 1)),
    ...unit('fuse4', 0, bareConv(1, 6, 3)),
    ...unit('fuse4', 3, bareConv(6, 5, 1)),
    ...scoped('fuse4.6', conv(5, embeddingDim, 1)),
    log_logit_scale: [],
  };
}
