import { tensor, type Runtime, type Session } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { describeLifecycle } from './support/describe-lifecycle.js';
import { expectIdentical } from './support/expect-close.js';
import { expectError } from './support/expect-error.js';
import { randomTensor } from './support/random-tensor.js';
import type { SuiteSetup } from './support/suite-setup.js';
import { affineModel, externalWeightModel, twoOutputsModel } from './support/tiny-models.js';
import { withInstance } from './support/with-instance.js';

/** Setup of {@link testRuntime}. */
export type RuntimeSetup = SuiteSetup<Runtime>;

const row = (...values: number[]) => tensor('float32', [1, values.length], Float32Array.from(values));

/** Registers the tests that every `Runtime` must pass. */
export function testRuntime(setup: RuntimeSetup): void {
  const owners = new WeakMap<Session, Runtime>();
  const affineSession: SuiteSetup<Session> = {
    create: async () => {
      const runtime = await setup.create();
      const session = await runtime.load(await affineModel());
      owners.set(session, runtime);
      return session;
    },
    teardown: (session) => setup.teardown?.(owners.get(session)!),
  };

  describe('runtime conformance', () => {
    it('describes itself', () =>
      withInstance(setup, async (runtime) => {
        expect(runtime.name).not.toBe('');
        expect(runtime.capabilities.devices.length).toBeGreaterThan(0);
        expect(runtime.capabilities.threads).toBeGreaterThanOrEqual(1);
        expect(typeof runtime.capabilities.loadsFiles).toBe('boolean');
        expect(await runtime.isSupported()).toBe(true);
      }));

    it('describes the inputs and outputs of a model', () =>
      withInstance(affineSession, async ({ inputs, outputs }) => {
        expect(inputs).toEqual([{ name: 'x', dtype: 'float32', shape: [undefined, 3] }]);
        expect(outputs).toEqual([{ name: 'y', dtype: 'float32', shape: [undefined, 3] }]);
      }));

    it('runs a model on inputs of any free length', () =>
      withInstance(affineSession, async (session) => {
        expect(await session.run({ x: row(0, 1, 2) })).toEqual({ y: row(0, 1, 3) });
        const { y } = await session.run({ x: randomTensor([7, 3], 31) });
        expect(y.shape).toEqual([7, 3]);
      }));

    it('reads weights that lie outside the model', () =>
      withInstance(setup, async (runtime) => {
        const session = await runtime.load(await externalWeightModel());
        expect(await session.run({ x: row(1, 10, 100) })).toEqual({ y: row(531, 642) });
        await session.dispose();
      }));

    it('takes several inputs and returns several outputs of their own dtypes', () =>
      withInstance(setup, async (runtime) => {
        const session = await runtime.load(await twoOutputsModel());
        const feeds = {
          a: tensor('float32', [2, 3], Float32Array.of(1, 2, 3, 9, 1, 1)),
          b: tensor('float32', [3], Float32Array.of(0, 5, 0)),
        };
        expect(await session.run(feeds)).toEqual({
          best: tensor('int64', [2], BigInt64Array.of(1n, 0n)),
          sum: tensor('float32', [2, 3], Float32Array.of(1, 7, 3, 9, 6, 1)),
        });
        await session.dispose();
      }));

    it('is deterministic, leaves feeds alone and does not touch earlier results', () =>
      withInstance(affineSession, async (session) => {
        const x = randomTensor([4, 3], 32);
        const first = await session.run({ x });
        const kept = first.y.data.slice();
        await session.run({ x: randomTensor([4, 3], 33) });
        const second = await session.run({ x });
        expect(first.y.data).toEqual(kept);
        expectIdentical(second.y, first.y);
        expectIdentical(x, randomTensor([4, 3], 32));
      }));

    it('serialises runs that are started together', () =>
      withInstance(affineSession, async (session) => {
        const runs = [1, 2, 3, 4].map((value) => session.run({ x: row(value, value, value) }));
        const results = await Promise.all(runs);
        expect(results.map(({ y }) => y.data[0])).toEqual([1, 3, 5, 7]);
      }));

    it('keeps the sessions of one model apart', () =>
      withInstance(setup, async (runtime) => {
        const model = await affineModel();
        const [first, second] = [await runtime.load(model), await runtime.load(model)];
        await first.dispose();
        expect(await second.run({ x: row(1, 1, 1) })).toEqual({ y: row(1, 1, 1) });
        await second.dispose();
      }));

    it.each([
      ['a missing input', {}],
      ['another rank', { x: randomTensor([3], 1) }],
      ['another length of a fixed axis', { x: randomTensor([1, 4], 1) }],
      ['another dtype', { x: tensor('int64', [1, 3]) }],
    ])('rejects %s with SHAPE_MISMATCH', (_, feeds) =>
      withInstance(affineSession, async (session) => {
        await expectError(() => session.run(feeds), 'SHAPE_MISMATCH');
      }),
    );

    it('rejects bytes that are no model', () =>
      withInstance(setup, async (runtime) => {
        const model = new Uint8Array(64).fill(7);
        await expectError(() => runtime.load({ kind: 'bytes', model }), 'RUNTIME_FAILED', 'FILE_CORRUPT');
      }));

    it('rejects a model whose external data is not given', () =>
      withInstance(setup, async (runtime) => {
        const { model } = await externalWeightModel();
        await expectError(() => runtime.load({ kind: 'bytes', model }), 'RUNTIME_FAILED', 'NOT_FOUND');
      }));

    it('rejects a file that does not exist', () =>
      withInstance(setup, async (runtime) => {
        const path = 'no-such-directory/no-such-model.onnx';
        const codes = runtime.capabilities.loadsFiles
          ? (['NOT_FOUND'] as const)
          : (['NOT_FOUND', 'RUNTIME_FAILED'] as const);
        await expectError(() => runtime.load({ kind: 'file', path }), ...codes);
      }));

    it('does not load when the signal has fired', () =>
      withInstance(setup, async (runtime) => {
        const model = await affineModel();
        await expectError(() => runtime.load(model, { signal: AbortSignal.abort() }), 'ABORTED');
      }));

    describe('sessions', () => {
      describeLifecycle(affineSession, (session, options) => session.run({ x: row(1, 2, 3) }, options));
    });
  });
}
