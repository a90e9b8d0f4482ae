import { createHash } from 'node:crypto';
import { createNodeRuntime } from '@langseg/adapter-node';
import {
  createRegistry,
  openBundle,
  parseBundleConfig,
  parsePreprocessorConfig,
  tensor,
  type ModelDtype,
  type Tensor,
} from '@langseg/core';
import { correlation, none } from '@langseg/heads';
import { dptVit } from '@langseg/image-encoders';
import { decodeModel } from '@langseg/onnx-graph';
import { clipText } from '@langseg/text-encoders';
import { describe, expect, it } from 'vitest';
import { trainingCheckpointOf } from '../__fixtures__/checkpoint-of.js';
import { lsegVitShapes } from '../__fixtures__/lseg-shapes.js';
import { MemoryBundle } from '../__fixtures__/memory-bundle.js';
import { planConversion } from '../__fixtures__/plan-conversion.js';
import { writeBundle } from './write-bundle.js';

const plan = await planConversion(await trainingCheckpointOf(lsegVitShapes()));

describe('writeBundle', () => {
  it('writes the files of the layout, and the hash of each into config.json', async () => {
    const bundle = new MemoryBundle();
    const config = await writeBundle(plan, bundle, { name: 'tiny', license: 'MIT', description: 'A test.' });
    expect([...bundle.files.keys()]).toEqual([
      'onnx/image_encoder.onnx_data',
      'onnx/image_encoder.onnx',
      'onnx/text_encoder.onnx_data',
      'onnx/text_encoder.onnx',
      'tokenizer.json',
      'preprocessor_config.json',
      'README.md',
      'config.json',
    ]);
    expect(parseBundleConfig(bundle.json('config.json'))).toEqual(config);
    expect(config).toMatchObject({ name: 'tiny', license: 'MIT', description: 'A test.' });
    const others = [...bundle.files].filter(([path]) => path !== 'config.json');
    expect(config.files).toEqual(
      Object.fromEntries(
        others.map(([path, content]) => [
          path,
          { sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length },
        ]),
      ),
    );
    expect(parsePreprocessorConfig(bundle.json('preprocessor_config.json'))).toEqual(plan.preprocessing);
  });

  it('stores float16 weights under names that say so', async () => {
    const bundle = new MemoryBundle();
    const { pipeline, files } = await writeBundle(plan, bundle, { name: 'tiny', dtype: 'fp16' });
    expect(pipeline).toMatchObject({
      imageEncoder: { model: 'onnx/image_encoder_fp16.onnx' },
      textEncoder: { model: 'onnx/text_encoder_fp16.onnx' },
    });
    const graph = decodeModel(await bundle.read('onnx/text_encoder_fp16.onnx'));
    expect(graph.initializers.get('token_embedding.weight:float16')?.dtype).toBe('float16');
    expect(files).toHaveProperty(['onnx/text_encoder_fp16.onnx_data']);
  });

  it('puts graphs that compute in float16 beside those, on the same weights, for runtimes that want them', async () => {
    const [bundle, exact] = [new MemoryBundle(), new MemoryBundle()];
    const { precision } = await writeBundle(plan, bundle, { name: 'tiny', dtype: 'fp16' });
    await writeBundle(plan, exact, { name: 'tiny' });
    const half = 'onnx/image_encoder_fp16_half.onnx';
    expect(precision).toMatchObject({
      'onnx/image_encoder_fp16.onnx': { dtype: 'fp16', half },
      [half]: { dtype: 'fp16' },
    });
    const registry = createRegistry([clipText, dptVit, correlation, none]);
    const pixels = tensor('float32', [1, 3, 64, 64]);
    pixels.data.forEach((_, i) => (pixels.data[i] = Math.sin(i)));
    const embeddings = async (assets: MemoryBundle, dtype: ModelDtype, prefersHalf: boolean) => {
      const runtime = {
        ...createNodeRuntime({ threads: 1 }),
        prefersHalf: () => Promise.resolve(prefersHalf),
      };
      const { parts } = await openBundle(assets, { registry, runtime, dtype });
      const { values } = await parts.imageEncoder.encode(pixels);
      return [values, await parts.textEncoder.encode(['a cow'])];
    };
    const single = await embeddings(exact, 'fp32', true);
    const stored = await embeddings(bundle, 'fp16', false);
    const computed = await embeddings(bundle, 'fp16', true);
    single.forEach((values, i) => {
      const size = Math.hypot(...values.data);
      const error = (other: Tensor<'float32'>) =>
        Math.hypot(...values.data.map((value, k) => value - other.data[k])) / size;
      expect(error(computed[i])).toBeLessThan(0.01);
      expect(error(computed[i])).toBeGreaterThan(error(stored[i]));
    });
  });

  it('computes products in 8 bits, and says which weights stay in floating point', async () => {
    const bundle = new MemoryBundle();
    const { pipeline, precision } = await writeBundle(plan, bundle, { name: 'tiny', dtype: 'q8' });
    expect(pipeline).toMatchObject({
      imageEncoder: { model: 'onnx/image_encoder_quantized.onnx' },
      textEncoder: { model: 'onnx/text_encoder_quantized.onnx' },
    });
    expect(precision?.['onnx/text_encoder_quantized.onnx']).toEqual({
      dtype: 'q8',
      keptFloat: [0, 1].map((i) => `transformer.resblocks.${i}.attn.out_proj.weight`),
    });
    const graph = decodeModel(await bundle.read('onnx/text_encoder_quantized.onnx'));
    const dtypes = ['token_embedding.weight:q8', 'transformer.resblocks.0.mlp.c_fc.weight:q8t'];
    expect(dtypes.map((name) => graph.initializers.get(name)?.dtype)).toEqual(['int8', 'int8']);
    expect(new TextDecoder().decode(await bundle.read('README.md'))).toContain('8 bits (q8)');
  });

  it('keeps those weights in floating point whose names say so', async () => {
    const options = { name: 'tiny', dtype: 'q8', keepFloat: ['mlp.c_', 'in_proj'] } as const;
    const { precision } = await writeBundle(plan, new MemoryBundle(), options);
    const kept = precision?.['onnx/text_encoder_quantized.onnx'].keptFloat;
    const inBlock = ['attn.in_proj_weight', 'mlp.c_fc.weight', 'mlp.c_proj.weight'];
    expect(kept).toEqual([0, 1].flatMap((i) => inBlock.map((name) => `transformer.resblocks.${i}.${name}`)));
  });

  it('describes the model on its card', async () => {
    const bundle = new MemoryBundle();
    const source = { file: 'demo.ckpt', sha256: 'a'.repeat(64) };
    await writeBundle(plan, bundle, { name: 'tiny', license: 'MIT', source });
    const card = new TextDecoder().decode(await bundle.read('README.md'));
    expect(card).toMatch(
      /^---\nlibrary_name: langseg\npipeline_tag: image-segmentation\nlicense: mit\n---\n/,
    );
    expect(card).toContain('# tiny');
    expect(card).toContain(plan.architecture);
    expect(card).toContain(`\`demo.ckpt\` (sha256 \`${source.sha256}\`)`);
    expect(card).toMatch(/\| `tokenizer.json` \| \d+ \| `[0-9a-f]{64}` \|/);
  });

  it('reports its progress file by file', async () => {
    const seen = new Map<string, number>();
    await writeBundle(plan, new MemoryBundle(), {
      name: 'tiny',
      onProgress: ({ file, written, total }) => {
        expect(written).toBeGreaterThan((seen.get(file) ?? 0) * total);
        seen.set(file, written / total);
      },
    });
    expect([...seen]).toEqual([
      ['onnx/image_encoder.onnx_data', 1],
      ['onnx/text_encoder.onnx_data', 1],
    ]);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const bundle = new MemoryBundle();
    const written = writeBundle(plan, bundle, {
      name: 'tiny',
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(written).rejects.toMatchObject({ code: 'ABORTED' });
    expect(bundle.files.size).toBe(0);
  });
});
