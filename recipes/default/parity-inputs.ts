/**
 * Writes what `tools/parity/pytorch/mobilenet_cases.py default` records the embedded model's golden case from: its weights
 * in PyTorch's names, its text embeddings of some words, and a small photo.
 *
 *     node --conditions=@langseg/source --import tsx recipes/default/parity-inputs.ts FOLDER [BUNDLE]
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNodeRuntime, directoryAssets } from '@langseg/adapter-node';
import { bundledGraph } from './src/shipped-model.js';
import { openBundle, sourceOf } from '@langseg/core';
import { bundleUrl } from '@langseg/default-model';
import { mobilenet, twoTrunkChannels } from '@langseg/image-encoders';
import { graphWeights } from '@langseg/training/parts';
import { defaultRegistry } from 'langseg';
import sharp from 'sharp';
import { writeWeights } from './src/write-weights.js';

const labels = ['cow', 'grass', 'tree', 'sky', 'person', 'road', 'building', 'other'];

const [folder, bundle = fileURLToPath(bundleUrl)] = process.argv.slice(2);
if (!folder) throw new Error('Usage: parity-inputs.ts FOLDER [BUNDLE]');
await mkdir(folder, { recursive: true });

const assets = directoryAssets(bundle);
const { parts } = await openBundle(assets, { registry: defaultRegistry, runtime: createNodeRuntime() });
const { imageEncoder, textEncoder } = parts;
try {
  const text = await textEncoder.encode(labels);
  await writeWeights(join(folder, 'text.safetensors'), [['text', sourceOf(text)]]);
  const specs = mobilenet.architecture.parameters({
    ...twoTrunkChannels,
    embeddingDim: textEncoder.embeddingDim,
  });
  const graph = await bundledGraph(assets);
  await writeWeights(join(folder, 'weights.safetensors'), graphWeights(graph, specs));
} finally {
  await Promise.all([imageEncoder.dispose(), textEncoder.dispose()]);
}

const cow = fileURLToPath(new URL('../../samples/cow.jpg', import.meta.url));
const [width, height] = [256, 192];
const pixels = await sharp(cow).resize(width, height).removeAlpha().raw().toBuffer();
await writeFile(join(folder, 'photo.ppm'), [`P6\n${width} ${height}\n255\n`, pixels]);
