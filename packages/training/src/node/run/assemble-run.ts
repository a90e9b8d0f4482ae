import {
  LangSegError,
  type ComponentSet,
  type Disposable,
  type RunOptions,
  type Runtime,
} from '@langseg/core';
import type { Augmentation } from '../../data/augmentation/augmentation.js';
import { createAugmentation } from '../../data/augmentation/create-augmentation.js';
import { unusedKeys } from '../../data/labels/unused-keys.js';
import { createNetwork, type Network } from '../../network/network.js';
import { groupNames } from '../../recipe/group-names.js';
import { parameterGroups } from '../../recipe/parameter-groups.js';
import type { RunParts, RunPlan } from '../../run/run-parts.js';
import { createStepLearner } from '../../run/step-learner.js';
import { createValidation } from '../../run/validate-model.js';
import { createWeightAverage } from '../../run/weight-average.js';
import type { TrainingState } from '../../update/training-state.js';
import { LabelEmbeddings } from '../../text/label-embeddings.js';
import { createBatchLoader, type BatchLoader } from '../data/loader/create-batch-loader.js';
import type { NodeRecipe } from '../recipe/node-recipe.js';
import type { StoredCheckpoint } from './checkpoint-folder.js';
import { ExampleFiles } from './example-files.js';
import { createRunStore } from './file-run-store.js';
import type { RunHold } from './hold-run.js';
import { groupLearningRates } from '../../run/group-learning-rates.js';
import { assertChoice, checkData, openData, validationSets, type OpenData } from './open-data.js';
import { openText, type OpenText, type ResolveModel } from './open-text.js';
import { prepareFolder } from './prepare-folder.js';
import { assertSameRun, runFacts } from './run-facts.js';
import type { RunFolder } from './run-folder.js';
import type { TrainingEvent } from './setup-event.js';
import { startingWeights } from '../weights/starting-weights.js';
import { teacherWeights } from '../weights/teacher-weights.js';

/** What a run is assembled from. */
export interface AssembleOptions extends RunOptions {
  readonly recipe: NodeRecipe;
  /** Holds everything that the recipe names. */
  readonly registry: ComponentSet;
  readonly folder: RunFolder;
  readonly resumed: StoredCheckpoint | undefined;
  /** Taken before anything is written. */
  readonly hold: RunHold;
  readonly runtime: Runtime;
  readonly workers: number | undefined;
  readonly models: ResolveModel;
  readonly onEvent: (event: TrainingEvent) => void;
}

/** A run that is ready to go. */
export interface AssembledRun extends Disposable {
  readonly parts: RunParts;
  readonly plan: RunPlan;
  readonly network: Network;
  readonly text: OpenText;
}

/**
 * Opens and builds everything that a recipe names, in an order in which mistakes are found early: data, labels, network,
 * weights, and at last what takes memory.
 */
export async function assembleRun(options: AssembleOptions): Promise<AssembledRun> {
  const owned: Disposable[] = [];
  const own = <T extends Disposable>(value: T): T => {
    owned.push(value);
    return value;
  };
  const dispose = async () => {
    for (const value of owned.reverse().splice(0)) await value.dispose();
  };
  try {
    return { ...(await assemble(options, own)), dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function assemble(options: AssembleOptions, own: <T extends Disposable>(value: T) => T) {
  const { recipe, registry, folder, resumed, runtime, models, onEvent, signal } = options;
  const data = await openData(recipe, registry);
  for (const message of unusedKeys(labelledSets(recipe, data))) onEvent({ type: 'warning', message });
  const facts = runFacts(recipe, data, registry);
  if (resumed) assertSameRun(resumed.facts, facts, folder.path);
  const text = await openText(await models(recipe.text.model, { signal }), runtime, { signal });
  own(text.encoder);
  const embeddings = await LabelEmbeddings.of(text.encoder, labelsOf(data), {
    signal,
    onWarning: (message) => onEvent({ type: 'warning', message }),
  });
  const network = createNetwork(recipe.model, embeddings.dim);
  const augmentation = createAugmentation(recipe.augmentation, registry);
  const crop = augmentation.size;
  assertCrop(crop, network);
  assertFixedView(recipe, augmentation);
  const parameters = network.specs.filter(({ kind }) => kind === 'parameter').map(({ name }) => name);
  const groups = parameterGroups(parameters, (name) => network.isDecoder(name), recipe);
  if (!resumed && recipe.data.check === 'all') await checkData(data, onEvent, { signal });
  assertChoice(data);

  const loader = own(openLoader(options, data, network));
  const plan = planOf(recipe, loader);
  const state: TrainingState = resumed
    ? stateOf(resumed)
    : { weights: await startingWeights(network, options), slots: new Map(), step: 0 };
  const { cacheFeatures } = recipe.parameters;
  const labels = Math.max(...data.train.map(({ offered }) => offered.longest));
  const learner = own(
    await createStepLearner({
      network,
      recipe,
      registry,
      groups,
      state,
      embeddings,
      crop,
      labels,
      runtime,
      cacheFeatures,
      teacher: await teacherWeights(network, options),
    }),
  );
  await prepareFolder(options);
  const examples = new ExampleFiles(folder.examples);
  const learningRates = groupLearningRates(recipe, groups, plan, registry);
  const parts: RunParts = {
    learner,
    batches: loader,
    learningRates,
    store: await createRunStore(folder, {
      keepLast: recipe.checkpoint.keepLast,
      facts,
      title: recipe.output.name,
      groups: groupNames(groups),
      examples,
    }),
    ...(recipe.average && {
      average: createWeightAverage(recipe.average.decay, resumed?.tensors.average ?? state.weights),
    }),
    ...(data.validation.length > 0 && {
      validate: createValidation({
        network,
        runtime,
        textEncoder: text.encoder,
        sets: validationSets(data, recipe.validation),
        onExample: (example) => examples.add(example, learner.state.step),
      }),
    }),
  };
  const rates = learningRates(state.step);
  onEvent({
    type: 'ready',
    folder: folder.path,
    trained: groups.reduce((sum, group) => sum + group.parameters.length, 0),
    parameters: parameters.length,
    groups: groups.map(({ name, parameters: members }, index) => ({
      name,
      parameters: members.length,
      learningRate: rates[index],
    })),
    labels: embeddings.size,
    steps: plan.epochs * plan.stepsPerEpoch,
    nextStep: state.step + 1,
  });
  return { parts, plan, network, text };
}

function labelledSets({ data: { labels: shared } }: NodeRecipe, { train, validation }: OpenData) {
  return [...train, ...validation].map(({ dataset, labels }) => ({
    dataset,
    options: { ...shared, ...labels },
  }));
}

function labelsOf({ train, validation }: OpenData): string[] {
  return [...train, ...validation].flatMap(({ offered: { words, synonyms } }) => [...words, ...synonyms]);
}

function openLoader(
  { recipe, registry, workers }: AssembleOptions,
  data: OpenData,
  network: Network,
): BatchLoader {
  const { seed, batchSize, accumulate, stepsPerEpoch, augmentation, plugins } = recipe;
  const { labels, retries } = recipe.data;
  const [mean, std] = [network.preprocessing.mean, network.preprocessing.std].map(
    ([red, green, blue]): [number, number, number] => [red, green, blue],
  );
  return createBatchLoader({
    datasets: data.train.map(({ dataset, weight, labels: own }) => ({ dataset, weight, labels: own })),
    recipe: { augmentation, labels, mean, std, retries },
    seed,
    batchSize,
    registry,
    plugins,
    ...(stepsPerEpoch !== undefined && { batchesPerEpoch: stepsPerEpoch * accumulate }),
    ...(workers !== undefined && { workers }),
  });
}

/** Epochs are whole updates: batches that are too few for one are left over until the next time they are drawn. */
function planOf(recipe: NodeRecipe, { batchesPerEpoch }: BatchLoader): RunPlan {
  const { epochs, accumulate, batchSize, explosionFactor, validation, checkpoint } = recipe;
  const stepsPerEpoch = Math.floor(batchesPerEpoch / accumulate);
  if (stepsPerEpoch > 0)
    return { epochs, stepsPerEpoch, accumulate, batchSize, explosionFactor, validation, checkpoint };
  throw new LangSegError(
    'CONFIG_INVALID',
    `An epoch has ${batchesPerEpoch} batches of ${batchSize} photos, fewer than one update is made of (accumulate ${accumulate}). ` +
      'Give stepsPerEpoch, or smaller numbers.',
    { batchesPerEpoch, accumulate },
  );
}

function assertCrop({ width, height }: { width: number; height: number }, { sizeMultiple, recipe }: Network) {
  if (width % sizeMultiple === 0 && height % sizeMultiple === 0) return;
  throw new LangSegError(
    'CONFIG_INVALID',
    `The sides of a crop must be multiples of ${sizeMultiple} pixels for ${recipe.type}, got ${width} × ${height}. Change augmentation.`,
    { width, height, sizeMultiple },
  );
}

/** Features are kept by photo, so a photo has to look the same each time. */
function assertFixedView({ parameters, augmentation }: NodeRecipe, { isFixed = false }: Augmentation): void {
  if (parameters.cacheFeatures === undefined || isFixed) return;
  throw new LangSegError(
    'CONFIG_INVALID',
    `Features can't be kept (parameters.cacheFeatures) where photos look different each time: use augmentation "encoding-validation", not "${augmentation.type}".`,
    { augmentation: augmentation.type },
  );
}

function stateOf({ tensors, progress }: StoredCheckpoint): TrainingState {
  return {
    weights: new Map(tensors.weights),
    slots: new Map(tensors.optimizer),
    step: progress.step,
  };
}
