import type { EmbeddingUpsampling } from '@langseg/core';
import { GraphBuilder, resizeBilinearTo, type Graph } from '@langseg/onnx-graph';

/**
 * Word-pixel correlation (LSeg, section 3.3): scale · ⟨pixel, word⟩ / ‖pixel‖.
 *
 * The products are taken on the embeddings' own grid and then interpolated to the logits' grid. Interpolation and
 * inner product are both linear, so this equals interpolating the D-channel embeddings first, at a fraction of the
 * work; only the norms have to belong to the interpolated vectors.
 *
 * Inputs `pixels` `[B, D, h, w]`, `norms` `[B, H, W]`, `text` `[N, D]` or, with `perImage`, `[B, N, D]`; output `logits`
 * `[B, N, H, W]`.
 */
export function correlationGraph(options: {
  readonly logitScale: number;
  readonly upsampling: EmbeddingUpsampling;
  readonly perImage: boolean;
}): Graph {
  const { logitScale, upsampling, perImage } = options;
  const g = new GraphBuilder('correlation');
  const pixels = g.input('pixels', 'float32', ['batch', 'channels', 'height', 'width']);
  const norms = g.input('norms', 'float32', ['batch', 'logit_height', 'logit_width']);
  const text = g.input(
    'text',
    'float32',
    perImage ? ['batch', 'labels', 'channels'] : ['labels', 'channels'],
  );

  const columns = g.op('Reshape', [pixels, g.ints(0, 0, -1)]);
  const products = g.op('MatMul', [text, columns]);
  const shape = g.op(
    'Concat',
    [g.op('Shape', [products], { start: 0, end: 2 }), g.op('Shape', [pixels], { start: 2, end: 4 })],
    { axis: 0 },
  );
  const maps = g.op('Reshape', [products, shape]);
  const size = g.op('Shape', [norms], { start: 1, end: 3 });
  const enlarged = upsampling.factor === 1 ? maps : resizeBilinearTo(g, maps, size, upsampling);
  const safeNorms = g.op('Max', [norms, g.float(1e-12)]);
  const factors = g.op('Div', [g.float(logitScale), g.op('Unsqueeze', [safeNorms, g.ints(1)])]);
  g.output('logits', g.op('Mul', [enlarged, factors]), 'float32', [
    'batch',
    'labels',
    'logit_height',
    'logit_width',
  ]);
  return g.build();
}
