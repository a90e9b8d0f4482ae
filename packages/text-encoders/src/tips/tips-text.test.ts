import { createReferenceRuntime } from '@langseg/adapter-reference';
import { testTextArchitecture } from '@langseg/architecture/conformance';
import type { Checkpoint } from '@langseg/checkpoints';
import { sourceOf, tensor, type LabelWarning, type TensorSource } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { tipsText } from '../components/tips-text.js';
import { assembleModel, markers } from '../sentencepiece/__fixtures__/assemble-model.js';

const width = 8;
const letters = Array.from('▁abcdefghilmnorstuvz.,');
const tokenizer = assembleModel([
  ...markers,
  ...letters.map((letter, i) => [letter, -i] as [string, number]),
]);
const shapes: Record<string, number[]> = {
  'token_embedding.weight': [markers.length + letters.length, width],
  'ln_final.weight': [width],
  'ln_final.bias': [width],
  temperature: [],
};
const block = {
  'attn.in_proj_weight': [3 * width, width],
  'attn.in_proj_bias': [3 * width],
  'attn.out_proj.weight': [width, width],
  'attn.out_proj.bias': [width],
  'ln_1.weight': [width],
  'ln_1.bias': [width],
  'ln_2.weight': [width],
  'ln_2.bias': [width],
  'mlp.c_fc.weight': [12, width],
  'mlp.c_fc.bias': [12],
  'mlp.c_proj.weight': [width, 12],
  'mlp.c_proj.bias': [width],
};
for (const [name, shape] of Object.entries(block)) shapes[`transformer.resblocks.0.${name}`] = shape;

const tensors = new Map(
  Object.entries(shapes).map(([name, shape], seed): [string, TensorSource] => {
    const value = tensor('float32', shape);
    value.data.forEach((_, i) => (value.data[i] = Math.sin(i * 12.9898 + seed)));
    return [name, sourceOf(value)];
  }),
);
const checkpoint: Checkpoint = {
  format: 'npz',
  tensors,
  allTensors: tensors,
  stateDicts: new Map([['', tensors]]),
  objects: new Map(),
  refused: [],
  metadata: new Map(),
};

testTextArchitecture({
  component: tipsText,
  source: { name: 'text.npz', checkpoint },
  options: { textHeads: 2, tokenizer },
  runtime: createReferenceRuntime(),
  labels: ['dog', 'green grass', 'a very blue sea'],
  unknownLabel: '▁',
  partlyKnownLabel: 'bread '.repeat(40),
});

describe('tips-text', () => {
  it('pads, masks and cuts at 64 tokens', async () => {
    const part = await tipsText.conversion
      .recognise({ name: 'text.npz', checkpoint })!
      .plan({ textHeads: 2, tokenizer });
    const { type: _, ...config } = part.component;
    const encoder = await tipsText.create(tipsText.configSchema.parse({ ...config, prompts: [] }), {
      runtime: createReferenceRuntime(),
      assets: {
        location: 'memory',
        read: (path) => Promise.resolve(part.files.get(path)!),
        model: async (path) => (await import('@langseg/onnx-graph')).encodeModel(part.graphs.get(path)!),
      },
    });
    const warnings: LabelWarning[] = [];
    const long = 'bread '.repeat(40);
    const options = { onWarning: (warning: LabelWarning) => warnings.push(warning) };
    const together = await encoder.encode(['DOG', 'a very blue sea', long], options);
    const alone = await encoder.encode(['dog']);
    alone.data.forEach((value, i) => expect(together.data[i]).toBeCloseTo(value, 5));
    expect(warnings).toEqual([
      { label: long, message: expect.stringMatching(/longer than 64 tokens and was cut/) as string },
    ]);
    await encoder.dispose();
  });
});
