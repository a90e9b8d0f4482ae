import { createReferenceRuntime } from '@langseg/adapter-reference';
import { partAssets, type ConvertedPart } from '@langseg/architecture';
import { testTextEncoder } from '@langseg/conformance';
import {
  ComponentSet,
  createPart,
  defineComponent,
  LangSegError,
  pipelineSlots,
  sourceOf,
  tensor,
  type LabelWarning,
  type Session,
  type TensorSource,
  type TextEncoder,
} from '@langseg/core';
import { memoryCheckpoint } from '@langseg/model-testing';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { projected } from '../components/projected.js';
import { createProjectedEncoder } from './projected-encoder.js';
import { textProjection } from './text-projection.js';

/** Lengths and first letters; knows no label without letters, and warns about an x. */
const letters = defineComponent({
  specVersion: 1,
  slot: 'textEncoder',
  type: 'letters',
  configSchema: z.strictObject({ isRaw: z.boolean().default(true) }),
  create({ isRaw }): Promise<TextEncoder> {
    let isDisposed = false;
    const encode =
      (isUnit: boolean): TextEncoder['encode'] =>
      (labels, { signal, onWarning } = {}) => {
        if (isDisposed) return Promise.reject(new LangSegError('DISPOSED', 'gone'));
        if (signal?.aborted) return Promise.reject(new LangSegError('ABORTED', 'stopped'));
        if (labels.length > 0 && !labels.some((label) => /\p{L}/u.test(label)))
          return Promise.reject(new LangSegError('LABELS_INVALID', 'nothing is left'));
        const rows = tensor('float32', [labels.length, 2]);
        labels.forEach((label, i) => {
          const row = /\p{L}/u.test(label) ? [label.length, label.charCodeAt(0) / 10] : [0, 0];
          if (row[0] === 0) onWarning?.({ label, message: 'unknown' });
          if (label.includes('x')) onWarning?.({ label, message: 'has an x' });
          const length = isUnit ? Math.hypot(...row) || 1 : 1;
          rows.data.set(
            row.map((value) => value / length),
            i * 2,
          );
        });
        return Promise.resolve(rows);
      };
    return Promise.resolve({
      specVersion: 1,
      embeddingDim: 2,
      contextLength: 7,
      encode: encode(true),
      ...(isRaw && { encodeRaw: encode(false) }),
      dispose: () => {
        isDisposed = true;
        return Promise.resolve();
      },
    });
  },
});

const noise = (...shape: number[]): TensorSource => {
  const value = tensor('float32', shape);
  return sourceOf({ ...value, data: value.data.map((_, i) => Math.sin(i * 12.9898 + shape[0])) });
};
const weights = new Map([
  ['linear_layer.weight', noise(3, 2)],
  ['linear_layer.bias', noise(3)],
  ['hidden_layers.0.weight', noise(4, 3)],
  ['hidden_layers.0.bias', noise(4)],
]);
const part: ConvertedPart = {
  architecture: 'letters',
  embeddingDim: 2,
  component: { type: 'letters' },
  graphs: new Map(),
  files: new Map(),
};
const sourceFor = (tensors: ReadonlyMap<string, TensorSource>) => ({
  name: 'projection.pth',
  checkpoint: { ...memoryCheckpoint(tensors), format: 'torch-zip' as const },
});
const planned = (options = {}, tensors: ReadonlyMap<string, TensorSource> = weights, inner = part) =>
  textProjection.recognise(sourceFor(tensors))!.plan(inner, options);

const registry = new ComponentSet([letters, projected]);
const open = async (options = {}, inner = part) => {
  const plan = await planned(options, weights, inner);
  const context = { runtime: createReferenceRuntime(), assets: partAssets(plan, 'memory') };
  return createPart(registry, pipelineSlots.textEncoder, plan.component, context);
};

/** The mean of what is not normalised, linear, activation, linear, and only then unit length. */
async function plainly(
  label: string,
  prompts: readonly string[],
  act: (x: number) => number,
): Promise<number[]> {
  const of = async (name: string) => (await weights.get(name)!.load()).data as Float32Array;
  const texts = prompts.map((prompt) => prompt.replace('{}', label));
  const mean = [0, 1].map(
    (d) =>
      texts.reduce((sum, text) => sum + (d === 0 ? text.length : text.charCodeAt(0) / 10), 0) / texts.length,
  );
  const layer = async (x: readonly number[], name: string) => {
    const [weight, bias] = [await of(`${name}.weight`), await of(`${name}.bias`)];
    return [...bias].map((b, o) => x.reduce((sum, value, i) => sum + value * weight[o * x.length + i], b));
  };
  const out = await layer((await layer(mean, 'linear_layer')).map(act), 'hidden_layers.0');
  const length = Math.hypot(...out);
  return out.map((value) => value / length);
}

testTextEncoder({ create: () => open(), labels: ['dog', 'green grass', 'sky'], unknownLabel: '???' });

describe('projected', () => {
  it.each<[string, object, readonly string[], (x: number) => number]>([
    ['tanh', { prompts: ['{}'] }, ['{}'], Math.tanh],
    ['tanh after the mean', { prompts: ['a {}', 'the {}!'] }, ['a {}', 'the {}!'], Math.tanh],
    ['relu', { prompts: ['{}'], projectionActivation: 'relu' }, ['{}'], (x) => Math.max(0, x)],
    ['sigmoid', { prompts: ['{}'], projectionActivation: 'sigmoid' }, ['{}'], (x) => 1 / (1 + Math.exp(-x))],
  ])('computes %s', async (_, options, prompts, act) => {
    const encoder = await open(options);
    const { data, shape } = await encoder.encode(['dog', 'cat']);
    expect(shape).toEqual([2, 4]);
    const expected = [...(await plainly('dog', prompts, act)), ...(await plainly('cat', prompts, act))];
    expected.forEach((value, i) => expect(data[i]).toBeCloseTo(value, 5));
  });

  it("puts labels into the seven sentences of Talk2DINO's authors, or those of the encoder inside", async () => {
    expect((await planned()).component.prompts).toHaveLength(7);
    const inner = { ...part, component: { type: 'letters', prompts: ['my {}'] } };
    expect((await planned({}, weights, inner)).component).toMatchObject({
      encoder: { type: 'letters', prompts: [] },
      prompts: ['my {}'],
      activation: 'tanh',
    });
  });

  it('leaves a label of which nothing is left alone, and reports each warning once', async () => {
    const warnings: LabelWarning[] = [];
    const encoder = await open({ prompts: ['a {}', 'the {}'] });
    const { data } = await encoder.encode(['!!', 'fox'], { onWarning: (warning) => warnings.push(warning) });
    expect([...data.slice(0, 4)]).toEqual([0, 0, 0, 0]);
    expect(Math.hypot(...data.slice(4))).toBeCloseTo(1, 5);
    expect(warnings).toEqual([
      { label: '!!', message: 'unknown' },
      { label: 'fox', message: 'has an x' },
    ]);
  });

  it('encodes labels and their sentences in one call', async () => {
    const calls: (readonly string[])[] = [];
    const encoder: TextEncoder = {
      specVersion: 1,
      embeddingDim: 2,
      contextLength: 8,
      encode(texts) {
        calls.push(texts);
        return Promise.resolve(
          tensor('float32', [texts.length, 2], new Float32Array(2 * texts.length).fill(1)),
        );
      },
      dispose: () => Promise.resolve(),
    };
    const session: Session = {
      inputs: [],
      outputs: [],
      run: ({ embeddings }) => Promise.resolve({ projected: embeddings }),
      dispose: () => Promise.resolve(),
    };
    const prompts = ['a {}', 'the {}'];
    await createProjectedEncoder({ encoder, session, embeddingDim: 2, prompts }).encode(['fox', 'owl']);
    expect(calls).toEqual([['fox', 'owl', 'a fox', 'the fox', 'a owl', 'the owl']]);
  });

  it('takes unit embeddings of an encoder that knows no others', async () => {
    const inner = { ...part, component: { type: 'letters', isRaw: false } };
    const { data } = await (await open({ prompts: ['{}'] }, inner)).encode(['dog']);
    expect(data).not.toEqual((await (await open({ prompts: ['{}'] })).encode(['dog'])).data);
  });

  it('reads the names of older files', async () => {
    const older = new Map(
      [...weights].map(([name, source]) => [name.replace('hidden_layers.0', 'linear_layer2'), source]),
    );
    expect((await planned({}, older)).embeddingDim).toBe(4);
  });

  it('refuses embeddings of another length, and layers without bias', async () => {
    await expect(planned({}, weights, { ...part, embeddingDim: 3 })).rejects.toMatchObject({
      code: 'WEIGHTS_MISMATCH',
      message: expect.stringMatching(/takes text embeddings of length 2, .* have 3/) as string,
    });
    const without = new Map([...weights].filter(([name]) => name !== 'linear_layer.bias'));
    await expect(planned({}, without)).rejects.toMatchObject({ code: 'WEIGHTS_MISMATCH' });
  });

  it('says that it needs a registry', async () => {
    const { component } = await planned();
    const { type: _, ...options } = component;
    const context = { runtime: createReferenceRuntime(), assets: partAssets(part, 'memory') };
    await expect(projected.create(projected.configSchema.parse(options), context)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
  });
});
