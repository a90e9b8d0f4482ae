import assert from 'node:assert/strict';
import { createEmbeddings, openEmbeddings } from '@langseg/embeddings';
import { Segmenter } from '@langseg/core';

/** A model whose vectors are colours. */
const upsampling = { factor: 1, alignCorners: false };
const dispose = async () => {};
const segmenter = new Segmenter({
  textEncoder: {
    embeddingDim: 3,
    encode: async (words) => ({ dtype: 'float32', shape: [words.length, 3], data: Float32Array.of(1, 0, 0) }),
    dispose,
  },
  imageEncoder: {
    embeddingDim: 3,
    outputStride: 1,
    preprocessing: {
      mean: [0, 0, 0],
      std: [1, 1, 1],
      resample: 'bilinear',
      longestSide: 8,
      onlyShrink: true,
      sizeMultiple: 1,
    },
    encode: async (values) => ({
      values,
      norms: { ...values, shape: [1, 1, 2], data: Float32Array.of(1, 1) },
      upsampling,
    }),
    dispose,
  },
  head: { dispose },
});
const sha256 = '0'.repeat(64);
const note = {
  version: 1,
  model: { name: 'colours', sha256 },
  dim: 3,
  vectors: 'regions',
  precision: 'float16',
  settings: {},
};

for (const format of ['safetensors', 'database']) {
  const set = await createEmbeddings(format, note, { format });
  const image = await segmenter.encode({ width: 2, height: 1, data: Uint8Array.of(0, 0, 255, 255, 0, 0) });
  await set.add(image, { name: 'flag', source: '/flag.png', bytes: 1, changed: 1, file: 'flag' });
  await set.finish();
  await set.close();

  const opened = await openEmbeddings(format);
  const { data: vector } = await segmenter.embedWords(['red']);
  const [flag] = await opened.search({ vector, model: sha256 });
  assert.equal(flag.name, 'flag');
  assert.equal(flag.boxes[0].x, 1);
  await assert.rejects(opened.search({ vector, model: '1'.repeat(64) }), { code: 'HASH_MISMATCH' });
  await opened.close();
}
