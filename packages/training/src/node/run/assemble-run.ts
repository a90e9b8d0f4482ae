import type { Disposable } from '@langseg/core';
import type { Network } from '../../network/network.js';
import { gridSide } from '../../data/teaching/soft-targets.js';
import { groupNames } from '../../recipe/group-names.js';
import { groupLearningRates } from '../../run/group-learning-rates.js';
import type { RunParts, RunPlan } from '../../run/run-parts.js';
import { createStepLearner, type StepLearnerOptions } from '../../run/step-learner.js';
import { createValidation } from '../../run/validate-model.js';
import { createWeightAverage } from '../../run/weight-average.js';
import type { TrainingState } from '../../update/training-state.js';
import { startingWeights } from '../weights/starting-weights.js';
import { teacherWeights } from '../weights/teacher-weights.js';
import type { NodeRecipe } from '../recipe/node-recipe.js';
import type { AssembleOptions } from './assemble-options.js';
import type { StoredCheckpoint } from './checkpoint-folder.js';
import { designRun, type Design } from './design-run.js';
import { ExampleFiles } from './example-files.js';
import { featureFolderOf, type FeatureFolder } from './feature-folder-of.js';
import { createRunStore } from './file-run-store.js';
import { openBatches, planOf } from './open-batches.js';
import { assertChoice, checkData, validationSets } from './open-data.js';
import { openMaterial, type Material } from './open-material.js';
import { showPhotos, type OpenTeacher } from './open-teachers.js';
import type { OpenText } from './open-text.js';
import { prepareFolder } from './prepare-folder.js';

/** A run that is ready to go. */
export interface AssembledRun extends Disposable {
  readonly parts: RunParts;
  readonly plan: RunPlan;
  readonly network: Network;
  readonly text: OpenText;
}

type Own = <T extends Disposable>(value: T) => T;

/**
 * Opens and builds everything that a recipe names, in an order in which mistakes are found early: data, labels, network,
 * weights, and at last what takes memory.
 */
export async function assembleRun(options: AssembleOptions): Promise<AssembledRun> {
  const owned: Disposable[] = [];
  const own: Own = (value) => {
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

async function assemble(options: AssembleOptions, own: Own): Promise<Omit<AssembledRun, 'dispose'>> {
  const { recipe, registry, resumed, onEvent, signal } = options;
  const material = await openMaterial(options, own);
  const { data, teachers, text, embeddings } = material;
  const design = designRun(recipe, registry, embeddings.dim);
  if (!resumed && recipe.data.check === 'all') await checkData(data, onEvent, { signal });
  assertChoice(data, teachers);
  await showPhotos(teachers, options);

  const batches = own(openBatches(options, material, design.network));
  const plan = planOf(recipe, batches);
  const features = featureFolderOf(options, data, design);
  const learner = own(await createLearner(options, material, design, features));
  await prepareFolder(options);
  const learningRates = groupLearningRates(recipe, design.groups, plan, registry);
  const parts = {
    learner,
    batches,
    learningRates,
    ...(await keepAndMeasure(options, material, design, { learner, features })),
  };
  announce(options, design, { plan, labels: embeddings.size, step: learner.state.step, learningRates });
  return { parts, plan, network: design.network, text };
}

async function createLearner(
  options: AssembleOptions,
  { data, teachers, embeddings }: Material,
  design: Design,
  features: FeatureFolder | undefined,
): ReturnType<typeof createStepLearner> {
  const { network, groups, crop } = design;
  const { recipe, registry, resumed, runtime } = options;
  const state: TrainingState = resumed
    ? stateOf(resumed)
    : {
        weights: await startingWeights(network, { ...options, frozen: frozenOf(design) }),
        slots: new Map(),
        step: 0,
      };
  return createStepLearner({
    network,
    recipe,
    registry,
    groups,
    state,
    embeddings,
    crop,
    labels: Math.max(1, ...data.train.map(({ offered }) => offered.longest)),
    teaching: teachingSizes(recipe, teachers, crop),
    runtime,
    openFeatures: features?.training,
    teacher: await teacherWeights(network, options),
  });
}

function teachingSizes(
  { teaching }: NodeRecipe,
  teachers: readonly OpenTeacher[],
  { width, height }: Design['crop'],
): StepLearnerOptions['teaching'] {
  return (
    teaching && {
      labels: Math.max(...teachers.map(({ offered }) => offered.longest)),
      rows: gridSide(height, teaching.stride),
      columns: gridSide(width, teaching.stride),
      weight: teaching.weight,
    }
  );
}

function frozenOf({ parameters, groups }: Design): string[] {
  const trained = new Set(groups.flatMap((group) => group.parameters));
  return parameters.filter((name) => !trained.has(name));
}

/** Where the run is saved, the average of its weights, and how they are measured. */
async function keepAndMeasure(
  { recipe, folder, resumed, runtime }: AssembleOptions,
  { data, text, facts }: Material,
  { network, groups }: Design,
  { learner: { state }, features }: Pick<RunParts, 'learner'> & { readonly features?: FeatureFolder },
): Promise<Pick<RunParts, 'store' | 'average' | 'validate'>> {
  const examples = new ExampleFiles(folder.examples);
  const store = await createRunStore(folder, {
    keepLast: recipe.checkpoint.keepLast,
    facts,
    title: recipe.output.name,
    groups: groupNames(groups),
    examples,
  });
  return {
    store,
    ...(recipe.average && {
      average: createWeightAverage(recipe.average.decay, resumed?.tensors.average ?? state.weights),
    }),
    ...(data.validation.length > 0 && {
      validate: createValidation({
        network,
        runtime,
        textEncoder: text.encoder,
        sets: validationSets(data, recipe.validation),
        frozen: features && {
          trained: new Set(groups.flatMap(({ parameters }) => parameters)),
          openFeatures: features.validation,
        },
        onExample: (example) => examples.add(example, state.step),
      }),
    }),
  };
}

/** Tells that all is ready. */
function announce(
  { folder, onEvent }: AssembleOptions,
  { groups, parameters }: Design,
  {
    plan,
    labels,
    step,
    learningRates,
  }: {
    readonly plan: RunPlan;
    readonly labels: number;
    readonly step: number;
    readonly learningRates: (step: number) => readonly number[];
  },
): void {
  const rates = learningRates(step);
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
    labels,
    steps: plan.epochs * plan.stepsPerEpoch,
    nextStep: step + 1,
  });
}

function stateOf({ tensors, progress }: StoredCheckpoint): TrainingState {
  return {
    weights: new Map(tensors.weights),
    slots: new Map(tensors.optimizer),
    step: progress.step,
  };
}
