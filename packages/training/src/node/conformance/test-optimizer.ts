import type { Runtime } from '@langseg/core';
import { componentChecks, registerChecks, type Check } from '@langseg/datasets/conformance';
import { expect } from 'vitest';
import { optimizerSlot, type OptimizerComponent } from '../../update/optimizers/optimizer-component.js';
import { runUpdates, type Update } from './run-updates.js';

/** Setup of {@link testOptimizer}. */
export interface OptimizerSetup {
  readonly component: OptimizerComponent;
  /** Options besides `type`. Default none. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Where updates are computed. */
  readonly runtime: Runtime;
}

const start = [1.5, -0.25, 0.5, -2];
const updates: readonly Update[] = [
  { learningRate: 0.1, gradient: [0.5, -2, 0.1, 1] },
  { learningRate: 0.05, gradient: [-0.3, 0.7, 3, -1] },
  { learningRate: 0.05, gradient: [0.2, 0.1, -0.5, 2] },
  { learningRate: 0.01, gradient: [4, -0.6, 0.02, 0] },
];

/** Registers the tests that every optimiser must pass. */
export function testOptimizer(setup: OptimizerSetup): void {
  registerChecks(`optimiser conformance: ${setup.component.type}`, optimizerChecks(setup));
}

/** The tests of {@link testOptimizer}. */
export function optimizerChecks({ component, options = {}, runtime }: OptimizerSetup): Check[] {
  const create = (more: object = {}) =>
    component.create(component.configSchema.parse({ ...options, ...more }));
  const run = (parameter: readonly number[], list: readonly Update[], optimizer = create()) =>
    runUpdates(runtime, optimizer, { parameter }, list);
  return [
    ...componentChecks(component, optimizerSlot, options, ['type']),
    {
      title: 'has the same finite scalars at every step',
      run() {
        const optimizer = create();
        const namesAt = (step: number, rate: number) => Object.keys(optimizer.scalars(step, rate));
        const names = namesAt(1, 0.1);
        for (const [step, rate] of [
          [1, 0],
          [2, 0.1],
          [1000, 1e-4],
          [1_000_000, 1],
        ] as const) {
          expect(namesAt(step, rate)).toEqual(names);
          for (const value of Object.values(optimizer.scalars(step, rate)))
            expect(Number.isFinite(value)).toBe(true);
        }
      },
    },
    {
      title: 'returns finite numbers for parameter and slots, also where the gradient is 0',
      async run() {
        const still = { learningRate: 0.1, gradient: [0, 0, 0, 0] };
        const { parameter, slots } = await run(start, [still, ...updates, still]);
        for (const value of [parameter, ...Object.values(slots)].flat())
          expect(Number.isFinite(value)).toBe(true);
      },
    },
    {
      title: 'moves against the gradient',
      async run() {
        const [down, up] = (await run([0, 0], [{ learningRate: 0.1, gradient: [1, -1] }])).parameter;
        expect(down).toBeLessThan(0);
        expect(up).toBeGreaterThan(0);
      },
    },
    {
      title: 'leaves parameters alone where the learning rate is 0',
      async run() {
        const frozen = updates.map(({ gradient }) => ({ learningRate: 0, gradient }));
        expect((await run(start, frozen)).parameter).toEqual(start);
      },
    },
    {
      title: 'remembers nothing outside of its slots, so that runs go on bit for bit',
      async run() {
        const whole = await run(start, updates);
        const half = await run(start, updates.slice(0, 2));
        expect(await runUpdates(runtime, create(), half, updates.slice(2))).toEqual(whole);
        const used = create();
        await run(start, updates, used);
        expect(await run(start, updates, used)).toEqual(whole);
      },
    },
    {
      title: 'does not decay where its option weightDecay is 0',
      async run() {
        if (!('weightDecay' in component.configSchema.shape)) return;
        const still = { learningRate: 0.1, gradient: [0, 0, 0, 0] };
        expect((await run(start, [still], create({ weightDecay: 0 }))).parameter).toEqual(start);
      },
    },
  ];
}
