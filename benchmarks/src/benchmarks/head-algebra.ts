import { createNodeRuntime } from '@langseg/adapter-node';
import { upsampledNorms } from '@langseg/core';
import { lsegLogitScale } from '@langseg/architecture';
import { CorrelationHead } from '@langseg/heads';
import { encodeModel, GraphBuilder, upsampleBilinear, type Graph } from '@langseg/onnx-graph';
import type { Benchmark } from '../measuring/benchmark.js';
import { encodedScene } from '../scenes/encoded-scene.js';
import { adeLabels } from './text-encoding.js';

/** The order of the official code: the embeddings are upsampled, then normalised, then multiplied with the words. */
function upsampledEmbeddingsGraph(): Graph {
  const g = new GraphBuilder('upsampled-embeddings');
  const pixels = g.input('pixels', 'float32', ['batch', 'channels', 'height', 'width']);
  const text = g.input('text', 'float32', ['labels', 'channels']);
  const enlarged = upsampleBilinear(g, pixels, 2, { alignCorners: true });
  const norms = g.op('ReduceL2', [enlarged, g.ints(1)], { keepdims: 1 });
  const unit = g.op('Div', [enlarged, g.op('Max', [norms, g.float(1e-12)])]);
  const products = g.op('MatMul', [text, g.op('Reshape', [unit, g.ints(0, 0, -1)])]);
  const logits = g.op('Mul', [products, g.float(lsegLogitScale)]);
  g.output('logits', logits, 'float32', ['batch', 'labels', 'positions']);
  return g.build();
}

/** The head alone: logits `[1, N, 240, 240]` of embeddings `[1, 512, 120, 120]`. */
function headAlgebra(count: number): Benchmark {
  return {
    id: `compare/head-${count}`,
    title: `Correlation and ×2 upsampling, ${count} labels`,
    async prepare() {
      const runtime = createNodeRuntime();
      const { pixels, textEncoder } = await encodedScene();
      const { values, upsampling } = pixels;
      const text = await textEncoder.encode(adeLabels(count));
      const head = new CorrelationHead(runtime);
      const naive = await runtime.load(await encodeModel(upsampledEmbeddingsGraph()));
      return {
        variants: [
          { name: 'logits upsampled', run: () => head.forward(pixels, text) },
          {
            name: 'the same and the norms, needed once an image',
            run: () => head.forward({ ...pixels, norms: upsampledNorms(values, upsampling) }, text),
          },
          { name: 'embeddings upsampled', run: () => naive.run({ pixels: values, text }) },
        ],
      };
    },
  };
}

export const head20 = headAlgebra(20);
export const head150 = headAlgebra(150);
