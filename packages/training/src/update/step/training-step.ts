import {
  counted,
  LangSegError,
  tensor,
  type Disposable,
  type RunOptions,
  type Runtime,
  type Session,
  type Tensor,
} from '@langseg/core';
import { encodeModel, type Graph } from '@langseg/onnx-graph';
import type { BatchResult } from './batch-result.js';
import type { TrainingState } from '../training-state.js';
import { StepTensors } from './step-tensors.js';
import { stepNames } from './step-names.js';
import type { StepOptions } from './step-options.js';
import { accumulatedUpdate, updateGraph } from './update-graphs.js';

/** Named tensors of one batch: the inputs of the loss graph. */
export type StepFeeds = Readonly<Record<string, Tensor>>;

/** Options of {@link createTrainingStep}. */
export interface TrainingStepOptions extends StepOptions {
  readonly runtime: Runtime;
  /** Device of the runtime. Default: its own. */
  readonly device?: string;
  /** From the inputs of a batch, shapes fixed, to the scalars `loss` and `counted`. */
  readonly loss: Graph;
  /** Weights, and slots where training goes on; missing slots start as zeros. Changed by every update. */
  readonly state: TrainingState;
  /** Batches of an update. Default 1. */
  readonly accumulate?: number;
}

/** Forward pass, backward pass and update on a runtime. */
export interface TrainingStep extends Disposable {
  readonly state: TrainingState;
  /**
   * Learns from one batch. A loss that is not finite changes nothing, and its batch does not count towards an update; a
   * gradient norm that is not finite leaves weights and slots as they are and ends the update. Where several batches make
   * one, all of them move running statistics, and the rates of the last one hold.
   *
   * @param learningRates one for each group.
   * @throws LangSegError as `Session.run`.
   */
  run(feeds: StepFeeds, learningRates: readonly number[], options?: RunOptions): Promise<BatchResult>;
}

/**
 * Compiles a loss into updates. Weights and slots are inputs and outputs of the graphs, so nothing is loaded again from
 * step to step, and a runtime may keep them where it computes.
 *
 * @throws LangSegError as `differentiate`; `CONFIG_INVALID` when a parameter stands in two groups; `WEIGHTS_MISMATCH`
 * when the state lacks a weight; `RUNTIME_FAILED`.
 */
export async function createTrainingStep(options: TrainingStepOptions): Promise<TrainingStep> {
  const { state, groups, accumulate = 1 } = options;
  const tensors = new StepTensors(state);
  const learning = { state, groups, tensors };
  if (accumulate === 1) {
    const session = await load(options, updateGraph(options.loss, options));
    tensors.startSlots(session);
    return singleStep(learning, session);
  }
  const graphs = accumulatedUpdate(options.loss, options, accumulate);
  const gradients = await load(options, graphs.accumulate);
  const apply = await load(options, graphs.apply);
  tensors.startSlots(apply);
  return accumulatingStep(learning, gradients, apply, accumulate);
}

/** What a step keeps. The loss graph is not among it: its initialisers hold the weights that training began with. */
interface Learning extends Pick<TrainingStepOptions, 'state' | 'groups'> {
  readonly tensors: StepTensors;
}

function singleStep(learning: Learning, session: Session): TrainingStep {
  const { state, tensors } = learning;
  return {
    state,
    run: async (feeds, learningRates, runOptions) => {
      const scalars = scalarFeeds(learning, learningRates);
      const results = await session.run({ ...feeds, ...scalars, ...tensors.feeds(session) }, runOptions);
      const outcome = outcomeOf(results);
      if (!isSound(outcome)) return { ...outcome, updated: false };
      tensors.takeOver(results);
      state.step++;
      return { ...outcome, updated: true };
    },
    dispose: () => session.dispose(),
  };
}

function accumulatingStep(
  learning: Learning,
  gradients: Session,
  apply: Session,
  accumulate: number,
): TrainingStep {
  const { state, tensors } = learning;
  let parts = 0;
  return {
    state,
    run: async (feeds, learningRates, runOptions) => {
      if (parts === 0) tensors.startSums(gradients);
      const added = await gradients.run({ ...feeds, ...tensors.feeds(gradients) }, runOptions);
      const outcome = outcomeOf(added);
      if (!isSound(outcome)) return { ...outcome, updated: false };
      tensors.takeOver(added);
      if (++parts < accumulate) return { ...outcome, updated: false };

      parts = 0;
      const results = await apply.run({ ...scalarFeeds(learning, learningRates), ...tensors.feeds(apply) });
      const { gradientNorm } = outcomeOf({ ...added, ...results });
      if (!isSound({ ...outcome, gradientNorm })) return { ...outcome, gradientNorm, updated: false };
      tensors.takeOver(results);
      state.step++;
      return { ...outcome, gradientNorm, updated: true };
    },
    dispose: async () => {
      await gradients.dispose();
      await apply.dispose();
    },
  };
}

async function load(options: TrainingStepOptions, graph: Graph): Promise<Session> {
  const { runtime, device } = options;
  assertWeights(graph, options);
  return runtime.load(await encodeModel(graph), { device });
}

/** Parameters and statistics are the inputs that the loss graph has as initialisers. */
function assertWeights(graph: Graph, { loss, state }: TrainingStepOptions): void {
  const missing = graph.inputs
    .filter(({ name }) => loss.initializers.has(name) && !state.weights.has(name))
    .map(({ name }) => name);
  if (missing.length > 0)
    throw new LangSegError(
      'WEIGHTS_MISMATCH',
      `No values for ${counted(missing.length, 'weight')} to be trained: ${missing.slice(0, 8).join(', ')}.`,
      { missing },
    );
}

function scalarFeeds({ groups, state }: Learning, learningRates: readonly number[]): Record<string, Tensor> {
  const feeds: Record<string, Tensor> = {};
  for (const [index, { optimizer }] of groups.entries()) {
    const scalars = optimizer.scalars(state.step + 1, learningRates[index]);
    for (const [name, value] of Object.entries(scalars))
      feeds[stepNames.scalar(index, name)] = tensor('float32', [], Float32Array.of(value));
  }
  return feeds;
}

function outcomeOf(results: Readonly<Record<string, Tensor>>): Omit<BatchResult, 'updated'> {
  const read = (name: string) => Number(results[name].data[0]);
  return {
    loss: read(stepNames.result('loss')),
    countedPixels: read(stepNames.result('counted')),
    ...('gradient_norm' in results && { gradientNorm: read('gradient_norm') }),
  };
}

function isSound({ loss, gradientNorm = 0 }: Omit<BatchResult, 'updated'>): boolean {
  return Number.isFinite(loss) && Number.isFinite(gradientNorm);
}
