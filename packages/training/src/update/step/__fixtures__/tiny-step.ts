import { createNodeRuntime } from '@langseg/adapter-node';
import { tensor, type Tensor } from '@langseg/core';
import { tinyObjective } from '../../../objective/__fixtures__/run-objective.js';
import { tinyWeights } from '../../../objective/__fixtures__/tiny-network.js';
import type { OptimizerConfig } from '../../../components/section-configs.js';
import { createOptimizer } from '../../../components/create-optimizer.js';
import type { TrainingState } from '../../training-state.js';
import type { StepOptions } from '../step-options.js';
import { createTrainingStep, type TrainingStep } from '../training-step.js';

/** The trunk of the tiny network, its batch norm included, and its head. */
export const trunk = ['trunk.weight', 'trunk.bias', 'norm.weight', 'norm.bias'];
export const head = ['head.weight', 'head.bias'];

/** The tiny network before training. */
export function freshState(): TrainingState {
  return { weights: tinyWeights(), slots: new Map(), step: 0 };
}

/** A copy that shares nothing with the state. */
export function copyOf({ weights, slots, step }: TrainingState): TrainingState {
  const copy = (values: ReadonlyMap<string, Tensor<'float32'>>) =>
    new Map([...values].map(([name, { shape, data }]) => [name, tensor('float32', shape, data.slice())]));
  return { weights: copy(weights), slots: copy(slots), step };
}

/** What the tests vary. */
export interface TinyStepOptions extends Partial<Pick<StepOptions, 'clipNorm' | 'recompute'>> {
  readonly optimizer?: OptimizerConfig;
  /** Names of the parameters of each group; default {@link trunk} and {@link head}. */
  readonly groups?: readonly (readonly string[])[];
  /** Whether all groups have relative rates; default: none. */
  readonly isRelative?: boolean;
  readonly images?: number;
  readonly labels?: number;
  readonly accumulate?: number;
  readonly hasBatchNorm?: boolean;
  /** What the loss graph is built from; default: the state's weights. */
  readonly weights?: ReadonlyMap<string, Tensor>;
}

/** A step of the tiny network on onnxruntime. */
export function tinyStep(state: TrainingState, options: TinyStepOptions = {}): Promise<TrainingStep> {
  const {
    optimizer = { type: 'sgd' },
    images = 1,
    labels = 3,
    hasBatchNorm = false,
    weights = state.weights,
    isRelative,
    groups = [trunk.filter((name) => hasBatchNorm || !name.startsWith('norm.')), head],
    ...rest
  } = options;
  return createTrainingStep({
    runtime: createNodeRuntime({ threads: 1 }),
    loss: tinyObjective(weights, { images, labels }, { hasBatchNorm }),
    groups: groups.map((parameters) => ({ parameters, optimizer: createOptimizer(optimizer), isRelative })),
    state,
    ...rest,
  });
}
