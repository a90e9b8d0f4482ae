/** A pipeline put together by hand: no registry, no config, and a regulariser that LangSeg does not have. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  createImageReader,
  createNodeRuntime,
  createResultWriter,
  directoryAssets,
} from '@langseg/adapter-node';
import { parsePreprocessorConfig, readJsonAsset, Segmenter } from '@langseg/core';
import { bundleUrl } from '@langseg/default-model';
import { CorrelationHead } from '@langseg/heads';
import { OnnxImageEncoder } from '@langseg/architecture';
import { createWordVectorsEncoder, decodeWordTable, withEmbeddingCache } from '@langseg/text-encoders';
import { createMeanFilter } from './src/mean-filter.js';

const runtime = createNodeRuntime({ threads: 2 });
const assets = directoryAssets(fileURLToPath(bundleUrl));

const textEncoder = withEmbeddingCache(
  createWordVectorsEncoder(decodeWordTable(await assets.read('text/word-vectors.bin')), {
    aliases: { friesian: 'cow' },
  }),
);
const imageEncoder = new OnnxImageEncoder({
  session: await runtime.load(await assets.model('onnx/image_encoder_int8.onnx')),
  embeddingDim: textEncoder.embeddingDim,
  outputStride: 4,
  alignCorners: false,
  upsampling: { factor: 1, alignCorners: false },
  preprocessing: parsePreprocessorConfig(await readJsonAsset(assets, 'preprocessor_config.json')),
});
const parts = { textEncoder, imageEncoder, head: new CorrelationHead(runtime, { logitScale: 20 }) };

await using segmenter = new Segmenter({
  ...parts,
  regularizer: createMeanFilter(2),
  images: createImageReader({ maxPixels: 20_000_000 }),
  writer: createResultWriter(),
});

await mkdir('out', { recursive: true });
const result = await segmenter.segment('samples/cow.jpg', ['Friesian', 'grass', 'tree', 'sky']);
await result.save('out/smooth.overlay.png');
for (const { label, share } of result.legend({ sort: 'area' }))
  console.log(`${label.padEnd(8)} ${(100 * share).toFixed(1).padStart(5)} %`);
