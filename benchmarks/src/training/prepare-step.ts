import { tensor, type Runtime, type Tensor, type Weights } from '@langseg/core';
import { resolveShapes, type Graph, type ParameterSpec } from '@langseg/onnx-graph';
import {
  createOptimizer,
  createTrainingStep,
  objectiveGraph,
  type StepFeeds,
  type StepOptions,
  type TrainingStep,
} from '@langseg/training/parts';
import { randomParameters, randomTensor } from '../models/random-weights.js';
import { trainingOf, type Training, type TrainingSetup } from './training-setups.js';

/** A step and a batch that it can be run with, again and again. */
export interface PreparedStep {
  readonly step: TrainingStep;
  readonly feeds: StepFeeds;
  /** What the step was made of. */
  readonly loss: Graph;
  readonly options: StepOptions;
}

/** Loads a training step with random weights. */
export async function prepareStep(setup: TrainingSetup, runtime: Runtime): Promise<PreparedStep> {
  const training = trainingOf(setup);
  const { specs, geometry, batch, embeddingDim, recompute, optimizer } = training;
  const image = training.graph(shapesOnly(specs));
  const objective = objectiveGraph(image, { geometry, batch, embeddingDim, logitScale: 1 / 0.07 });
  const feeds = randomBatch(training);
  const loss = resolveShapes(objective, { inputs: { pixels: feeds.pixels.shape } });
  const parameters = specs.filter(({ kind }) => kind === 'parameter').map(({ name }) => name);
  const options = { groups: [{ parameters, optimizer: createOptimizer(optimizer) }], recompute };
  const state = { weights: randomParameters(specs), slots: new Map(), step: 0 };
  return { step: await createTrainingStep({ runtime, loss, state, ...options }), feeds, loss, options };
}

/** Weights become inputs of the step; graphs that are made on the way need to know their shapes only. */
function shapesOnly(specs: readonly ParameterSpec[]): Weights {
  const load = () => Promise.reject(new Error('Weights are inputs of a training step and not stored in it.'));
  return new Map(specs.map(({ name, shape }) => [name, { dtype: 'float32', shape, load }]));
}

function randomBatch({ batch, embeddingDim }: Training): Record<string, Tensor> {
  const { images, height, width, labels } = batch;
  const targets = tensor('int32', [images, height, width]);
  // Squares of 32 pixels, as objects cover areas and not single pixels.
  for (let i = 0; i < targets.data.length; i++)
    targets.data[i] = ((i >> 5) + 3 * (Math.floor(i / width) >> 5)) % labels;
  const text = randomTensor([images, labels, embeddingDim], 2);
  normalizeRows(text.data, embeddingDim);
  const weights = tensor('float32', [images, labels]);
  return {
    pixels: randomTensor([images, 3, height, width], 1),
    text,
    label_bias: tensor('float32', [images, labels]),
    label_weights: { ...weights, data: weights.data.fill(1) },
    targets,
  };
}

function normalizeRows(data: Float32Array, length: number): void {
  for (let from = 0; from < data.length; from += length) {
    const row = data.subarray(from, from + length);
    const norm = Math.hypot(...row);
    row.forEach((value, i) => (row[i] = value / norm));
  }
}
