import { createReferenceRuntime } from '@langseg/adapter-reference';
import { testImageEncoder } from '@langseg/conformance';
import { l2Normalize, resizeBilinear, tensor } from '@langseg/core';
import { encodeModel, type Graph } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { tinyResnet, tinyResnetWeights, tinyVit, tinyVitWeights } from './__fixtures__/tiny-weights.js';
import { waves } from './__fixtures__/waves.js';
import { dptResnetGraph } from './dpt/dpt-resnet-graph.js';
import { dptVitGraph } from './dpt/dpt-vit-graph.js';
import { OnnxImageEncoder, type OnnxImageEncoderOptions } from '@langseg/architecture';

async function encoderOf(graph: Graph, options: Partial<OnnxImageEncoderOptions> = {}) {
  return new OnnxImageEncoder({
    session: await createReferenceRuntime().load(await encodeModel(graph)),
    embeddingDim: 6,
    outputStride: 4,
    alignCorners: true,
    upsampling: { factor: 2, alignCorners: true },
    preprocessing: {
      mean: [0.5, 0.5, 0.5],
      std: [0.5, 0.5, 0.5],
      resample: 'bilinear',
      longestSide: 480,
      onlyShrink: false,
      sizeMultiple: 32,
    },
    ...options,
  });
}

const vit = dptVitGraph(tinyVitWeights(), tinyVit);
const resnet = dptResnetGraph(tinyResnetWeights(), tinyResnet);

describe.each([
  ['DPT on a ViT', vit],
  ['DPT on a ResNet', resnet],
])('%s', (_, graph) => {
  testImageEncoder({
    create: () => encoderOf(graph),
    sizes: [
      [32, 32],
      [64, 32],
    ],
  });
});

describe('OnnxImageEncoder', () => {
  it('knows the norms of the enlarged embeddings without enlarging them', async () => {
    const encoder = await encoderOf(vit);
    const { values, norms, upsampling } = await encoder.encode(waves(1, 3, 32, 64));
    const enlarged = resizeBilinear(values, { scaleFactor: 2 }, upsampling);
    const unit = l2Normalize(enlarged, 1);
    enlarged.data.forEach((value, i) =>
      expect(value / norms.data[i % norms.data.length]).toBeCloseTo(unit.data[i], 5),
    );
  });

  it('lets the architecture explain sizes it has no use for', async () => {
    const encoder = await encoderOf(vit, {
      checkSize: (height, width) => {
        throw new Error(`not ${height} by ${width}`);
      },
    });
    await expect(encoder.encode(tensor('float32', [1, 3, 32, 64]))).rejects.toThrow('not 32 by 64');
  });

  it('notices a graph of another embedding length', async () => {
    const encoder = await encoderOf(vit, { embeddingDim: 512 });
    await expect(encoder.encode(tensor('float32', [1, 3, 32, 32]))).rejects.toThrow('512');
  });
});
