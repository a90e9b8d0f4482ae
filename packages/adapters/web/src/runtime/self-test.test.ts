import { createNodeRuntime } from '@langseg/adapter-node';
import { createReferenceRuntime } from '@langseg/adapter-reference';
import { encodeModel } from '@langseg/onnx-graph';
import { expect, it } from 'vitest';
import { selfTest, selfTestGraph } from './self-test.js';

const runtimes = [createReferenceRuntime(), createNodeRuntime({ threads: 1 })];

it.each(runtimes.map((runtime) => [runtime.name, runtime] as const))(
  '%s computes right',
  async (name, runtime) => {
    await selfTest((model) => runtime.load(model), name);
  },
);

it.each([
  ['a little off', (value: number) => value * 1.01],
  ['nothing', () => 0],
  ['no numbers', () => NaN],
])('a device that computes %s is found out', async (_what, spoil) => {
  const disposed: string[] = [];
  const failing = selfTest(async (model) => {
    const session = await runtimes[0].load(model);
    return {
      ...session,
      run: async (feeds) => {
        const { logits } = await session.run(feeds);
        return { logits: { ...logits, data: (logits.data as Float32Array).map(spoil) } };
      },
      dispose: async () => void disposed.push('session'),
    };
  }, 'webgpu');
  await expect(failing).rejects.toMatchObject({
    code: 'RUNTIME_FAILED',
    message: expect.stringContaining('"webgpu" computes wrong numbers'),
  });
  expect(disposed).toEqual(['session']);
});

it('costs next to nothing', async () => {
  const { model } = await encodeModel(selfTestGraph());
  expect(model.byteLength).toBeLessThan(5000);
});
