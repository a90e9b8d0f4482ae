import { describe, expect, it } from 'vitest';
import type { ScheduleConfig } from '../../components/section-configs.js';
import { createSchedule } from '../../components/create-schedule.js';
import { learningRateAt } from '../../components/learning-rate-at.js';
import { officialLearningRates } from './official-learning-rates.js';

const factors = (config: ScheduleConfig, ...progress: number[]) =>
  progress.map((at) => Number(createSchedule(config)(at).toFixed(6)));

describe('createSchedule', () => {
  it('poly falls to 0', () => {
    expect(factors({ type: 'poly' }, 0, 0.05, 0.5, 1)).toEqual([1, 0.954885, 0.535887, 0]);
    expect(factors({ type: 'poly', power: 2 }, 0, 0.5, 1)).toEqual([1, 0.25, 0]);
  });

  it('cosine falls to its floor', () => {
    expect(factors({ type: 'cosine' }, 0, 0.25, 0.5, 1)).toEqual([1, 0.853553, 0.5, 0]);
    expect(factors({ type: 'cosine', floor: 0.2 }, 0, 0.5, 1)).toEqual([1, 0.6, 0.2]);
  });

  it('constant stays', () => {
    expect(factors({ type: 'constant' }, 0, 0.5, 1)).toEqual([1, 1, 1]);
  });

  it('warms up before any of them', () => {
    const warmUp = { fraction: 0.2 };
    expect(factors({ type: 'constant', warmUp }, 0, 0.1, 0.2, 1)).toEqual([0.1, 0.55, 1, 1]);
    const eased = { type: 'cosine', warmUp: { fraction: 0.2, from: 0 } } as const;
    expect(factors(eased, 0, 0.1, 0.2, 0.4, 0.6, 1)).toEqual([0, 0.5, 1, 0.853553, 0.5, 0]);
  });

  it.each([
    { type: 'linear' },
    { type: 'poly', power: 0 },
    { type: 'cosine', floor: 2 },
    { type: 'constant', power: 1 },
    { type: 'poly', per: 'hour' },
    { type: 'poly', warmUp: { fraction: 1 } },
  ])('refuses %j', (config) => {
    expect(() => createSchedule(config as ScheduleConfig)).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
  });
});

describe('learningRateAt', () => {
  const position = { baseLearningRate: 0.4, stepsPerEpoch: 10, epochs: 4 };
  const rates = (config: ScheduleConfig, ...steps: number[]) =>
    steps.map((step) => Number(learningRateAt(config, { ...position, step }).toFixed(6)));

  it('changes once an epoch unless told otherwise', () => {
    const byEpoch = rates({ type: 'poly', power: 1 }, 0, 9, 10, 19, 20, 39, 40, 99);
    expect(byEpoch).toEqual([0.4, 0.4, 0.3, 0.3, 0.2, 0.1, 0, 0]);
    expect(rates({ type: 'poly', power: 1, per: 'epoch' }, 15)).toEqual([0.3]);
  });

  it('changes at every step', () => {
    const byStep = rates({ type: 'poly', power: 1, per: 'step' }, 0, 1, 10, 39, 40, 99);
    expect(byStep).toEqual([0.4, 0.39, 0.3, 0.01, 0, 0]);
    const warm = { type: 'constant', per: 'step', warmUp: { fraction: 0.1 } } as const;
    expect(rates(warm, 0, 1, 2, 3, 4, 5)).toEqual([0.04, 0.13, 0.22, 0.31, 0.4, 0.4]);
  });
});

describe('officialLearningRates', () => {
  it('grows with the batch, ten times as much for the decoder', () => {
    expect(officialLearningRates(16)).toEqual({ backbone: 0.004, decoder: 0.04 });
    expect(officialLearningRates(4, 0.008)).toEqual({ backbone: 0.002, decoder: 0.02 });
  });
});
