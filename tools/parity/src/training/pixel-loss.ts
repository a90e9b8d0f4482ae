import { differentiate } from '@langseg/autograd';
import { sourceOf, tensor, type Tensor } from '@langseg/core';
import { GraphBuilder } from '@langseg/onnx-graph';
import { appendPixelLoss } from '@langseg/training/parts';
import type { GraphRunner } from '../graph-runner.js';

/** The loss of given logits, and how it depends on them. */
export interface PixelLoss {
  readonly loss: number;
  /** Pixels that are not ignored. */
  readonly counted: number;
  /** `[B, N, H, W]` */
  readonly gradient: Tensor<'float32'>;
}

/** @param logits `[B, N, H, W]`. @param target `[B, H, W]`. */
export async function pixelLoss(
  runner: GraphRunner,
  logits: Tensor<'float32'>,
  target: Tensor,
  ignoreIndex: number,
): Promise<PixelLoss> {
  const [images, labels, height, width] = logits.shape;
  const g = new GraphBuilder('pixel-loss');
  const ones = new Float32Array(images * labels).fill(1);
  const { loss, counted } = appendPixelLoss(
    g,
    {
      logits: g.weight('given', sourceOf(logits)),
      targets: g.input('targets', 'int32', target.shape),
      labelWeights: g.constant(tensor('float32', [images, labels], ones)),
    },
    { batch: { images, labels, height, width }, geometry: { alignCorners: true }, ignoreIndex },
  );
  g.output('loss', loss, 'float32', []);
  g.output('counted', counted, 'float32', []);

  const pass = differentiate(g.build(), { loss: 'loss', parameters: ['given'] });
  for (const name of ['loss', 'counted']) pass.g.output(`value:${name}`, pass.value(name), 'float32', []);
  pass.g.output('gradient', pass.gradients.get('given')!, 'float32', logits.shape);
  const results = await runner.run(pass.g.build(), {
    given: logits,
    targets: tensor('int32', target.shape, Int32Array.from(target.data, Number)),
  });
  return {
    loss: results['value:loss'].data[0],
    counted: results['value:counted'].data[0],
    gradient: results.gradient,
  };
}
