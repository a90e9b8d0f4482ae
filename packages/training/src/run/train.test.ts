import { LangSegError } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { FakeLearner, fakeBatches, MemoryStore, plan } from './__fixtures__/fake-run.js';
import type { RunEvent } from './run-event.js';
import type { RunParts, RunPlan } from './run-parts.js';
import { train } from './train.js';

type Changes = Partial<RunParts> & { readonly learner?: FakeLearner; readonly store?: MemoryStore };

function partsOf({ learner = new FakeLearner(), store = new MemoryStore(), ...changes }: Changes = {}) {
  return {
    learner,
    store,
    batches: fakeBatches(),
    learningRates: (step: number, epoch: number) => [0.1 / (1 + step + epoch)],
    ...changes,
  };
}

const score = (value: number) => Promise.resolve({ score: value, sets: [] });

describe('train', () => {
  it('goes through all epochs, records every step and saves at the end', async () => {
    const parts = partsOf();
    const events: RunEvent[] = [];
    const { progress } = await train(parts, plan, { onEvent: (event) => events.push(event) });
    expect(progress).toMatchObject({ step: 4, epoch: 2, index: 0 });
    expect(parts.store.metrics.map((line) => line.step)).toEqual([1, 2, 3, 4]);
    expect(parts.store.metrics[2]).toMatchObject({
      type: 'step',
      epoch: 1,
      learningRates: [0.1 / 4],
      loss: expect.any(Number),
      gradientNorm: expect.any(Number),
    });
    expect(parts.store.saved).toEqual(['2.0']);
    expect(events.at(-1)).toEqual({ type: 'checkpoint', path: 'memory/2.0', step: 4 });
    expect(events[0]).toMatchObject({ type: 'step', steps: 4, epochs: 2 });
  });

  it('ends with the same weights however often it is interrupted', async () => {
    const whole = partsOf();
    await train(whole, plan);

    let { snapshot } = new MemoryStore();
    for (let sitting = 0; sitting < 4; sitting++) {
      const controller = new AbortController();
      const store = new MemoryStore();
      const parts = partsOf({ learner: new FakeLearner(snapshot?.state), store });
      const onEvent = ({ type }: RunEvent) => type === 'step' && controller.abort();
      const run = train(parts, plan, { from: snapshot?.progress, signal: controller.signal, onEvent });
      if (sitting < 3) await expect(run).rejects.toMatchObject({ code: 'ABORTED' });
      else await run;
      snapshot = store.snapshot;
    }
    expect(snapshot!.state.weights).toEqual(whole.learner.state.weights);
    expect(snapshot!.state.slots).toEqual(whole.learner.state.slots);
    expect(snapshot!.progress.recentLosses).toEqual(whole.store.snapshot!.progress.recentLosses);
  });

  it('saves by steps and by epochs, each place once', async () => {
    const parts = partsOf();
    const checkpoint: RunPlan['checkpoint'] = { everySteps: 1, everyEpochs: 1, everyMinutes: Infinity };
    await train(parts, { ...plan, checkpoint }, {});
    expect(parts.store.saved).toEqual(['0.2', '0.4', '1.0', '1.2', '1.4', '2.0']);
  });

  it('saves by the clock', async () => {
    const parts = partsOf();
    await train(parts, { ...plan, checkpoint: { everyMinutes: 0 } });
    expect(parts.store.saved).toEqual(['0.2', '0.4', '1.2', '1.4', '2.0']);
  });

  it('says which step went wrong and what is left', async () => {
    const learner = new FakeLearner();
    const learn = learner.learn.bind(learner);
    learner.learn = async (batch, rates) => {
      const result = await learn(batch, rates);
      return learner.state.step === 3 ? { ...result, loss: NaN } : result;
    };
    const parts = partsOf({ learner });
    const checkpoint = { everyEpochs: 1, everyMinutes: Infinity };
    await expect(train(parts, { ...plan, checkpoint })).rejects.toMatchObject({
      code: 'TRAINING_DIVERGED',
      message: expect.stringMatching(
        /in step 3 \(epoch 2, images fake\/1\.0, fake\/1\.1\): the loss is NaN\. The last good checkpoint is memory\/1\.0/,
      ),
    });
    expect(parts.store.saved).toEqual(['1.0']);
    expect(parts.store.metrics.at(-1)).toMatchObject({ step: 3, loss: null });
  });

  it.each([
    ['the norm of the gradients', { gradientNorm: Infinity }, /norm of the gradients is Infinity/],
    ['an exploding loss', { loss: 1e9 }, /more than 20 times its median/],
  ])('stops at %s', async (_, changes, message) => {
    const learner = new FakeLearner();
    const learn = learner.learn.bind(learner);
    learner.learn = async (batch, rates) => ({
      ...(await learn(batch, rates)),
      ...(learner.state.step > 30 ? changes : {}),
    });
    const long = { ...plan, stepsPerEpoch: 40, epochs: 1 };
    await expect(train(partsOf({ learner }), long)).rejects.toThrow(message);
  });

  it('never saves weights that are not finite', async () => {
    const learner = new FakeLearner();
    const parts = partsOf({ learner, learningRates: () => [Infinity] });
    await expect(train(parts, { ...plan, stepsPerEpoch: 1, epochs: 1 })).rejects.toThrow(
      /w contains numbers/,
    );
    expect(parts.store.saved).toEqual([]);
  });

  it('goes on over batches in which everything is ignored', async () => {
    const learner = new FakeLearner();
    const learn = learner.learn.bind(learner);
    let batches = 0;
    const ignored = { loss: NaN, countedPixels: 0 };
    learner.learn = async (batch, rates) => ({
      ...(await learn(batch, rates)),
      ...(batches++ < plan.accumulate ? ignored : {}),
    });
    const parts = partsOf({ learner });
    await train(parts, plan);
    expect(parts.store.metrics[0]).toMatchObject({ loss: null });

    learner.learn = async (batch, rates) => ({ ...(await learn(batch, rates)), ...ignored });
    const blind = partsOf({ learner });
    await expect(train(blind, plan)).rejects.toMatchObject({
      code: 'LABELS_INVALID',
      message: expect.stringMatching(/^Epoch 1 had no pixel to learn from/),
    });
    expect(blind.store.saved).toEqual([]);
  });

  it('keeps what was learned when a photo can not be read', async () => {
    const failure = new LangSegError('IMAGE_UNREADABLE', 'broken');
    const batches = fakeBatches((epoch, index) => {
      if (epoch === 1 && index === 2) throw failure;
    });
    const parts = partsOf({ batches });
    await expect(train(parts, plan)).rejects.toBe(failure);
    expect(parts.store.saved).toEqual(['1.2']);
  });

  it('passes on that the disk is full', async () => {
    const store = new MemoryStore();
    store.save = () => Promise.reject(new LangSegError('IO_FAILED', 'the disk is full'));
    await expect(train(partsOf({ store }), plan)).rejects.toMatchObject({ code: 'IO_FAILED' });
  });
});

describe('validation', () => {
  it('keeps the best weights, averaged ones where there are any', async () => {
    const scores = [0.4, 0.6, 0.5];
    const average = { weights: new Map(), update: () => undefined };
    const parts = partsOf({ average, validate: () => score(scores.shift()!) });
    const events: RunEvent[] = [];
    const { progress, validation } = await train(
      parts,
      { ...plan, epochs: 3 },
      { onEvent: (e) => events.push(e) },
    );
    expect(progress.best).toEqual({ step: 4, epoch: 1, score: 0.6 });
    expect(validation).toMatchObject({ score: 0.5, step: 6 });
    expect(parts.store.best).toEqual(average.weights);
    expect(events.flatMap((event) => (event.type === 'validation' ? [event.isBest] : []))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('happens at the end in any case', async () => {
    let count = 0;
    const parts = partsOf({ validate: () => score(++count) });
    await train(parts, { ...plan, epochs: 5, validation: { everyEpochs: 3 } });
    expect(parts.store.metrics.flatMap((line) => (line.type === 'validation' ? [line.epoch] : []))).toEqual([
      2, 4,
    ]);
  });

  it('comes again when the run was interrupted in it', async () => {
    const controller = new AbortController();
    const parts = partsOf({
      validate: async () => {
        controller.abort();
        throw new LangSegError('ABORTED', 'stopped');
      },
    });
    await expect(train(parts, plan, { signal: controller.signal })).rejects.toMatchObject({
      code: 'ABORTED',
    });
    expect(parts.store.saved).toEqual(['0.4']);

    const { state, progress } = parts.store.snapshot!;
    const resumed = partsOf({ learner: new FakeLearner(state), validate: () => score(0.5) });
    await train(resumed, plan, { from: progress });
    expect(resumed.store.metrics.map(({ type }) => type)).toEqual([
      'validation',
      'step',
      'step',
      'validation',
    ]);
  });
});
