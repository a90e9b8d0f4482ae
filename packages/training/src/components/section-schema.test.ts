import { describe, expect, expectTypeOf, it } from 'vitest';
import { plugin } from '../node/__fixtures__/foreign-plugin.js';
import { anyDataset } from '../recipe/data-schema.js';
import { parseRecipe } from '../recipe/parse-recipe.js';
import { decisivePart } from '../recipe/recipe-differences.js';
import { recipeJsonSchema, recipeSchemaOf, type RecipeInput } from '../recipe/recipe-schema.js';
import { createOptimizer, createUndecayed } from './create-optimizer.js';
import { learningRateAt } from './learning-rate-at.js';
import { trainingRegistry } from './training-registry.js';

const registry = trainingRegistry.use(plugin);
const schema = recipeSchemaOf(registry, anyDataset);
const minimal: RecipeInput = {
  model: { type: 'mobilenet' },
  data: { train: [{ type: 'folder', path: 'photos' }] },
  epochs: 10,
  learningRate: { base: 0.01 },
};

describe('a recipe with components from elsewhere', () => {
  it('is checked by their schemas, which fill in defaults', () => {
    const recipe = parseRecipe(
      {
        ...minimal,
        optimizer: { type: 'signed' },
        schedule: { type: 'halving', times: 3, warmUp: { fraction: 0.1 } },
        augmentation: { type: 'negative', side: 8 },
      },
      { schema },
    );
    expect(recipe).toMatchObject({
      optimizer: { type: 'signed', share: 0.1 },
      schedule: { type: 'halving', times: 3, per: 'epoch', warmUp: { fraction: 0.1, from: 0.1 } },
    });
    expect(decisivePart(recipe, registry)).toMatchObject({ epochs: 10, schedule: { type: 'halving' } });
  });

  it('names what is known, and near matches of options', () => {
    expect(() => parseRecipe({ ...minimal, optimizer: { type: 'lion' } }, { schema })).toThrow(
      /optimizer\.type: .*'sgd' \| 'adam' \| 'adamw' \| 'signed'\. Others come with plugins: .*--plugin/,
    );
    expect(() => parseRecipe({ ...minimal, optimizer: { type: 'signed', shore: 1 } }, { schema })).toThrow(
      /optimizer: unknown key "shore"\. Did you mean "share"\?/,
    );
    expect(() => parseRecipe({ ...minimal, optimizer: { type: 'signed' } })).toThrow(/optimizer\.type/);
  });

  it('has a schema for editors that knows them', () => {
    expect(JSON.stringify(recipeJsonSchema(schema))).toContain('"const":"signed"');
  });

  it('is built from the registry', () => {
    expect(createOptimizer({ type: 'signed' }, registry).slots).toEqual(['momentum']);
    // It has no weight decay to turn off.
    expect(createUndecayed({ type: 'signed' }, registry).slots).toEqual(['momentum']);
    const position = { baseLearningRate: 1, stepsPerEpoch: 1, epochs: 4 };
    const rates = [0, 1, 2, 3].map((step) =>
      learningRateAt({ type: 'halving', times: 4 }, { ...position, step }, registry),
    );
    expect(rates).toEqual([1, 0.5, 0.25, 0.125]);
  });
});

it('recipes are checked at compile time', () => {
  const recipe: RecipeInput = { ...minimal, optimizer: { type: 'adamw', beta1: 0.8 } };
  expectTypeOf(recipe.epochs).toBeNumber();
  // @ts-expect-error an unknown type
  expect({ ...minimal, optimizer: { type: 'lion' } } satisfies RecipeInput).toBeDefined();
  // @ts-expect-error an unknown option
  expect({ ...minimal, optimizer: { type: 'adam', momentum: 0.9 } } satisfies RecipeInput).toBeDefined();
  // @ts-expect-error an unknown option of all schedules
  expect({ ...minimal, schedule: { type: 'poly', per: 'hour' } } satisfies RecipeInput).toBeDefined();
  // @ts-expect-error an unknown network
  expect({ ...minimal, model: { type: 'unet' } } satisfies RecipeInput).toBeDefined();
  // @ts-expect-error an unknown option of all networks
  expect({ ...minimal, model: { type: 'mobilenet', channels: 3 } } satisfies RecipeInput).toBeDefined();
  expect({
    ...minimal,
    // @ts-expect-error an unknown size
    model: { type: 'dpt-resnet', sizes: { depth: 3 } },
  } satisfies RecipeInput).toBeDefined();
  const bottleneck = { type: 'bottleneck', depth: 2 } as const;
  expect({
    ...minimal,
    model: { type: 'mobilenet', regularizer: bottleneck },
  } satisfies RecipeInput).toBeDefined();
  expect({
    ...minimal,
    // @ts-expect-error an unknown option of a regulariser
    model: { type: 'mobilenet', regularizer: { ...bottleneck, width: 3 } },
  } satisfies RecipeInput).toBeDefined();
  // @ts-expect-error a missing option
  expect({ ...minimal, augmentation: { type: 'random-crop' } } satisfies RecipeInput).toBeDefined();
  expectTypeOf(parseRecipe(minimal).schedule.per).toEqualTypeOf<'epoch' | 'step'>();
});
