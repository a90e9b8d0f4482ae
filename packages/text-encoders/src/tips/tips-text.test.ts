import { createReferenceRuntime } from '@langseg/adapter-reference';
import { testTextArchitecture } from '@langseg/architecture/conformance';
import { sourceOf, tensor, type LabelWarning, type TensorSource } from '@langseg/core';
import { memoryCheckpoint, tipsTextShapes } from '@langseg/model-testing';
import { describe, expect, it } from 'vitest';
import { tipsText } from '../components/tips-text.js';
import { assembleModel, markers } from '../sentencepiece/__fixtures__/assemble-model.js';

const width = 8;
const letters = Array.from('▁abcdefghilmnorstuvz.,');
const tokenizer = assembleModel([
  ...markers,
  ...letters.map((letter, i) => [letter, -i] as [string, number]),
]);
const shapes = tipsTextShapes({ width, depth: 1, hidden: 12, pieces: markers.length + letters.length });

const tensors = new Map(
  Object.entries(shapes).map(([name, shape], seed): [string, TensorSource] => {
    const value = tensor('float32', shape);
    value.data.forEach((_, i) => (value.data[i] = Math.sin(i * 12.9898 + seed)));
    return [name, sourceOf(value)];
  }),
);
const checkpoint = memoryCheckpoint(tensors);

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
