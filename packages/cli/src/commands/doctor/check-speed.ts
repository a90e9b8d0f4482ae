import { createNodeRuntime } from '@langseg/adapter-node';
import { sourceOf, tensor, throwIfAborted } from '@langseg/core';
import { encodeModel, GraphBuilder } from '@langseg/onnx-graph';
import { failed, type Check } from './check.js';

/** Rows, columns and depth of the matrix product that is timed: about the size of a layer of ViT-L. */
const size = 1024;

/** Arithmetic of one photo of 480 × 480 pixels in a ViT-L/16 model, in floating-point operations. */
const largeModelFlops = 780e9;

/** Part of the speed of plain matrix products that whole models reach. */
const efficiency = 0.84;

/** Slower than this, and nobody waits for it. */
const slowSeconds = 15;

/** Times matrix products, which large models consist of, and says what that means for them. */
export async function checkSpeed(signal: AbortSignal): Promise<Check> {
  const name = 'Large model speed';
  try {
    const seconds = await matrixProductSeconds(signal);
    const flops = (2 * size ** 3) / seconds;
    const photo = largeModelFlops / (flops * efficiency);
    return {
      name,
      status: photo > slowSeconds ? 'warn' : 'ok',
      found: `${Math.round(flops / 1e9)} GFLOP/s in float32; a ViT-L/16 model would take about ${photo.toFixed(1)} s a photo`,
      ...(photo > slowSeconds && {
        advice: 'Use the default model or a ViT-B/32 one, or --device with a GPU.',
      }),
    };
  } catch (error) {
    return failed(name, error);
  }
}

async function matrixProductSeconds(signal: AbortSignal): Promise<number> {
  const matrix = tensor('float32', [size, size]);
  matrix.data.fill(0.5);
  const g = new GraphBuilder('speed');
  const x = g.input('x', 'float32', [size, size]);
  g.output('y', g.op('MatMul', [x, g.weight('w', sourceOf(matrix))]), 'float32', [size, size]);
  const session = await createNodeRuntime().load(await encodeModel(g.build()), { signal });
  try {
    let best = Infinity;
    for (let run = 0; run < 12; run++) {
      throwIfAborted(signal);
      const start = performance.now();
      await session.run({ x: matrix });
      best = Math.min(best, performance.now() - start);
    }
    return best / 1000;
  } finally {
    await session.dispose();
  }
}
