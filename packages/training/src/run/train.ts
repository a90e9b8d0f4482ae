import { LangSegError, throwIfAborted, type RunOptions } from '@langseg/core';
import { diverged, firstNotFinite } from './diverged.js';
import { learnUpdate, type Update } from './learn-update.js';
import { LossWatch } from './loss-watch.js';
import { Pace } from './pace.js';
import type { RunEvent } from './run-event.js';
import type { StepMetrics, ValidationMetrics } from './run-metrics.js';
import type { RunParts, RunPlan } from './run-parts.js';
import { runStart, type BestScore, type RunProgress } from './run-progress.js';

/** Options of {@link train}. */
export interface TrainOptions extends RunOptions {
  /** Where an earlier sitting ended; learner and average must have been brought to that state. */
  readonly from?: RunProgress;
  readonly onEvent?: (event: RunEvent) => void;
}

/** How a run ended. */
export interface RunEnd {
  readonly progress: RunProgress;
  /** The last validation of this sitting, if there was one. */
  readonly validation?: ValidationMetrics;
}

/**
 * Trains: epochs of updates, with checkpoints and validations in between. What is learned depends on the parts and on
 * nothing else, so a run that was interrupted and goes on from its checkpoint ends with the same weights, bit for bit.
 *
 * A signal is heeded between two updates. The run is saved before `ABORTED` is thrown, and likewise when the next batch
 * can't be read or a validation fails.
 *
 * @throws LangSegError `ABORTED`; `LABELS_INVALID` when a whole epoch showed no pixel to learn from; `TRAINING_DIVERGED` when the loss is no number or has exploded, saying in which step;
 * `IO_FAILED` when saving fails; errors of data and runtime are passed on.
 */
export async function train(parts: RunParts, plan: RunPlan, options: TrainOptions = {}): Promise<RunEnd> {
  return new TrainingRun(parts, plan, options).run();
}

class TrainingRun {
  readonly #parts: RunParts;
  readonly #plan: RunPlan;
  readonly #options: TrainOptions;
  readonly #watch: LossWatch;
  readonly #pace: Pace;
  #epoch: number;
  #index: number;
  #best: BestScore | undefined;
  #validation: ValidationMetrics | undefined;
  #savedAt = performance.now();
  #savedPlace: string;

  constructor(parts: RunParts, plan: RunPlan, options: TrainOptions) {
    const { epoch, index, best, seconds, recentLosses } = options.from ?? runStart;
    this.#parts = parts;
    this.#plan = plan;
    this.#options = options;
    this.#watch = new LossWatch(plan.explosionFactor, recentLosses);
    this.#pace = new Pace(seconds);
    this.#epoch = epoch;
    this.#index = index;
    this.#best = best;
    this.#savedPlace = this.#place();
  }

  async run(): Promise<RunEnd> {
    const { epochs, stepsPerEpoch, accumulate, checkpoint } = this.#plan;
    while (this.#epoch < epochs) {
      while (this.#index < stepsPerEpoch * accumulate) await this.#trainStep();
      if (this.#watch.recent.length === 0) throw nothingLearned(this.#epoch);
      const finished = this.#epoch + 1;
      if (this.#parts.validate && this.#isValidated(finished)) await this.#orSave(() => this.#validate());
      this.#epoch = finished;
      this.#index = 0;
      if (checkpoint.everyEpochs && isDue(finished, checkpoint.everyEpochs)) await this.#save();
    }
    await this.#save();
    return { progress: this.#progress(), ...(this.#validation && { validation: this.#validation }) };
  }

  async #trainStep(): Promise<void> {
    const { learner, batches, average, store } = this.#parts;
    const { accumulate } = this.#plan;
    const [epoch, index] = [this.#epoch, this.#index];
    const first = await this.#orSave(async () => {
      throwIfAborted(this.#options.signal);
      return batches.load(epoch, index, this.#options);
    });
    const { step } = learner.state;
    const learningRates = this.#parts.learningRates(step, epoch);
    const update = await learnUpdate(this.#parts, { epoch, index, accumulate, learningRates }, first);
    const metrics = this.#metrics(step + 1, update, learningRates);
    await store.record(metrics);
    this.#assertHealthy(metrics, update);
    average?.update(learner.state.weights, learner.state.step);
    this.#index += accumulate;
    this.#report(metrics);
    if (this.#isSaved(metrics.step)) await this.#save();
  }

  #metrics(step: number, { loss, gradientNorm }: Update, learningRates: readonly number[]): StepMetrics {
    const { accumulate, batchSize } = this.#plan;
    const taken = this.#pace.step();
    return {
      type: 'step',
      step,
      epoch: this.#epoch,
      loss: loss !== undefined && Number.isFinite(loss) ? loss : null,
      learningRates,
      ...(gradientNorm !== undefined && { gradientNorm }),
      imagesPerSecond: (batchSize * accumulate) / taken,
      seconds: this.#pace.seconds,
    };
  }

  #report(metrics: StepMetrics): void {
    const { stepsPerEpoch, epochs } = this.#plan;
    const steps = stepsPerEpoch * epochs;
    const recent = this.#watch.recent.slice(-20);
    this.#options.onEvent?.({
      type: 'step',
      metrics,
      steps,
      epochs,
      smoothedLoss: recent.reduce((sum, loss) => sum + loss, 0) / recent.length,
      secondsLeft: this.#pace.secondsFor(steps - metrics.step),
    });
  }

  #assertHealthy({ step, epoch }: StepMetrics, { loss, gradientNorm = 0, ids }: Update): void {
    const fault =
      (loss === undefined ? undefined : this.#watch.check(loss)) ??
      (Number.isFinite(gradientNorm) ? undefined : `the norm of the gradients is ${gradientNorm}`);
    const { lastCheckpoint } = this.#parts.store;
    if (fault) throw diverged({ step, epoch, ids, fault, lastCheckpoint });
  }

  async #validate(): Promise<void> {
    const { validate, learner, average, store } = this.#parts;
    const { onEvent, signal } = this.#options;
    const weights = average?.weights ?? learner.state.weights;
    const onProgress = (done: number, total: number) => onEvent?.({ type: 'validating', done, total });
    const { score, sets } = await validate!(weights, { signal, onProgress });
    const { step } = learner.state;
    const metrics = { type: 'validation', step, epoch: this.#epoch, score, sets } as const;
    await store.record(metrics);
    const isBest = score > (this.#best?.score ?? -1);
    if (isBest) {
      this.#best = { step, epoch: this.#epoch, score };
      await store.saveBest(weights, this.#progress());
    }
    this.#validation = metrics;
    onEvent?.({ type: 'validation', metrics, isBest });
    this.#pace.skip();
  }

  /** Whatever stops the run between two updates, what was learned until then is kept. */
  async #orSave<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await this.#save();
      throw error;
    }
  }

  async #save(): Promise<void> {
    const { learner, average, store } = this.#parts;
    if (this.#savedPlace === this.#place()) return;
    const { state } = learner;
    const broken = firstNotFinite(state.weights);
    if (broken)
      throw diverged({
        step: state.step,
        epoch: this.#epoch,
        ids: [],
        fault: `${broken} contains numbers that are not finite`,
        lastCheckpoint: store.lastCheckpoint,
      });
    const path = await store.save({
      state,
      ...(average && { average: average.weights }),
      progress: this.#progress(),
    });
    this.#savedPlace = this.#place();
    this.#savedAt = performance.now();
    this.#options.onEvent?.({ type: 'checkpoint', path, step: state.step });
    this.#pace.skip();
  }

  #isSaved(step: number): boolean {
    const { everySteps, everyMinutes } = this.#plan.checkpoint;
    const minutes = (performance.now() - this.#savedAt) / 60_000;
    return (everySteps !== undefined && isDue(step, everySteps)) || minutes >= everyMinutes;
  }

  #isValidated(finished: number): boolean {
    const { validation, epochs } = this.#plan;
    return isDue(finished, validation.everyEpochs) || finished === epochs;
  }

  #place(): string {
    return `${this.#epoch}/${this.#index}`;
  }

  #progress(): RunProgress {
    return {
      step: this.#parts.learner.state.step,
      epoch: this.#epoch,
      index: this.#index,
      seconds: this.#pace.seconds,
      recentLosses: [...this.#watch.recent],
      ...(this.#best && { best: this.#best }),
    };
  }
}

/** Crops may happen to be all ignored, but not those of a whole epoch. */
function nothingLearned(epoch: number): LangSegError {
  return new LangSegError(
    'LABELS_INVALID',
    `Epoch ${epoch + 1} had no pixel to learn from: all pixels of all crops are ignored. ` +
      'Check what the values of the masks mean (data.check: "all" counts them), and data.labels.ignore.',
    { epoch },
  );
}

function isDue(count: number, every: number): boolean {
  return count % every === 0;
}
