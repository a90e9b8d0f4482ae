import { createReferenceRuntime } from '@langseg/adapter-reference';
import type { Check } from '@langseg/datasets/conformance';
import { describe, expect, it } from 'vitest';
import { trainingRegistry } from '../../components/training-registry.js';
import { augmentationSlot, type AugmentationComponent } from '../../augmentation/augmentation-component.js';
import { encodingValidation } from '../../augmentation/encoding-validation.js';
import { optimizerSlot, type OptimizerComponent } from '../../update/optimizers/optimizer-component.js';
import type { Optimizer } from '../../update/optimizers/optimizer.js';
import { adamW } from '../../update/optimizers/adamw.js';
import { cosine } from '../../update/schedules/cosine.js';
import { scheduleSlot, type ScheduleComponent } from '../../update/schedules/schedule-component.js';
import type { Schedule } from '../../update/schedules/schedule.js';
import { plugin } from '../__fixtures__/foreign-plugin.js';
import { augmentationChecks, testAugmentation } from './test-augmentation.js';
import { optimizerChecks, testOptimizer } from './test-optimizer.js';
import { scheduleChecks, testSchedule } from './test-schedule.js';

const runtime = createReferenceRuntime();
const registry = trainingRegistry.use(plugin);

describe('built-in and foreign components pass', () => {
  for (const component of registry.of(optimizerSlot)) testOptimizer({ component, runtime });
  testOptimizer({ component: registry.find(optimizerSlot, 'sgd'), options: { nesterov: true }, runtime });
  for (const component of registry.of(scheduleSlot))
    testSchedule({ component, options: component.type === 'halving' ? { times: 3 } : {} });
  const sizes: Readonly<Record<string, object>> = {
    'random-crop': { crop: { width: 24, height: 16 } },
    'encoding-train': { cropSize: 32, baseSize: 40 },
    'encoding-validation': { cropSize: 32 },
  };
  testAugmentation({
    component: registry.find(augmentationSlot, 'fixed-views'),
    options: { size: { width: 24, height: 16 }, crops: 2 },
  });
  for (const [type, options] of Object.entries(sizes))
    testAugmentation({ component: registry.find(augmentationSlot, type), options: { ...options } });
});

describe('an optimiser fails that', () => {
  const broken = (change: (good: Optimizer) => Partial<Optimizer>): OptimizerComponent => ({
    ...adamW,
    create: (options) => {
      const good = adamW.create(adamW.configSchema.parse(options));
      return { ...good, ...change(good) };
    },
  });
  let steps = 0;
  it.each<[string, OptimizerComponent, string]>([
    [
      'climbs',
      broken((good) => ({
        update: (g, values) => good.update(g, { ...values, gradient: g.op('Neg', [values.gradient]) }),
      })),
      'moves against the gradient',
    ],
    [
      'ignores the rate',
      broken(({ scalars }) => ({ scalars: (step) => scalars(step, 0.1) })),
      'leaves parameters alone where the learning rate is 0',
    ],
    [
      'counts by itself',
      broken(({ scalars }) => ({ scalars: (_, rate) => scalars(++steps, rate) })),
      'remembers nothing outside of its slots, so that runs go on bit for bit',
    ],
    [
      'always decays',
      broken(({ scalars }) => ({
        scalars: (step, rate) => ({ ...scalars(step, rate), decay: 0.01 * rate }),
      })),
      'does not decay where its option weightDecay is 0',
    ],
    [
      'renames scalars',
      broken(({ scalars }) => ({ scalars: (step, rate) => (step > 1 ? { rate } : scalars(step, rate)) })),
      'has the same finite scalars at every step',
    ],
    [
      'divides by the gradient',
      broken((good) => ({
        update: (g, values) => ({
          ...good.update(g, values),
          parameter: g.op('Div', [values.parameter, values.gradient]),
        }),
      })),
      'returns finite numbers for parameter and slots, also where the gradient is 0',
    ],
    [
      'takes any option',
      { ...adamW, configSchema: adamW.configSchema.loose(), create: adamW.create },
      'takes its options and refuses those it does not know',
    ],
  ])('%s', async (_, component, title) => {
    await expectFailure(optimizerChecks({ component, runtime }), title);
  });
});

describe('a schedule fails that', () => {
  const broken = (create: () => Schedule, more: Partial<ScheduleComponent> = {}): ScheduleComponent => ({
    ...cosine,
    create,
    ...more,
  });
  it.each<[string, ScheduleComponent, string]>([
    [
      'goes below 0',
      broken(() => (progress) => 0.5 - progress),
      'gives finite factors that are not negative, from the start of a run to its end',
    ],
    [
      'counts by itself',
      broken(() =>
        (
          (calls = 0) =>
          () =>
            1 / ++calls
        )(),
      ),
      'depends on progress alone, so that runs go on bit for bit',
    ],
    [
      'calls itself constant',
      broken(() => (progress) => progress, { isConstant: true }),
      'tells the truth about isConstant',
    ],
  ])('%s', async (_, component, title) => {
    await expectFailure(scheduleChecks({ component }), title);
  });
});

describe('an augmentation fails that', () => {
  const broken = (
    change: (good: ReturnType<typeof encodingValidation.create>) => object,
  ): AugmentationComponent => ({
    ...encodingValidation,
    create: (options) => {
      const good = encodingValidation.create(encodingValidation.configSchema.parse(options));
      return { ...good, ...change(good) };
    },
  });
  it.each<[string, AugmentationComponent, string]>([
    [
      'tells another size',
      broken(() => ({ size: { width: 8, height: 8 } })),
      'makes photo and mask of its size out of any',
    ],
    [
      'blends masks',
      broken(({ apply }) => ({
        apply: (...given: Parameters<typeof apply>) => {
          const {
            image,
            mask: { data, ...size },
          } = apply(...given);
          return { image, mask: { ...size, data: data.map((value) => value / 2) } };
        },
      })),
      'leaves mask values as they are',
    ],
    [
      'changes the sample',
      broken(({ apply }) => ({
        apply: (...given: Parameters<typeof apply>) => {
          given[0].image.data[0] += 1;
          return apply(...given);
        },
      })),
      'depends on the sample and the random numbers alone, and leaves the sample alone',
    ],
    [
      'has more looks than it says',
      {
        ...registry.find(augmentationSlot, 'encoding-train'),
        create: (options) => ({
          ...registry.find(augmentationSlot, 'encoding-train').create(options),
          looks: 1,
        }),
      },
      'has no more looks than it says',
    ],
  ])('%s', async (_, component, title) => {
    await expectFailure(augmentationChecks({ component, options: { cropSize: 32 } }), title);
  });
});

/** Expects this one of the checks to fail. */
async function expectFailure(checks: readonly Check[], title: string): Promise<void> {
  const check = checks.find((candidate) => candidate.title === title);
  if (!check) throw new Error(`There is no check "${title}".`);
  await expect((async () => check.run())()).rejects.toThrow();
}
