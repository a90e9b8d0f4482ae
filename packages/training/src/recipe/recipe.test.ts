import { describe, expect, it } from 'vitest';
import { applyOverrides } from './apply-overrides.js';
import { parameterGroups } from './parameter-groups.js';
import { parseRecipe } from './parse-recipe.js';
import { decisivePart, differences } from './recipe-differences.js';
import { recipeJsonSchema, type RecipeInput } from './recipe-schema.js';

const minimal: RecipeInput = {
  model: { type: 'mobilenet' },
  data: { train: [{ type: 'folder', path: 'photos' }] },
  epochs: 10,
  learningRate: { base: 0.01 },
};

const faultsOf = (changes: object): unknown => {
  try {
    parseRecipe({ ...minimal, ...changes }, { source: 'mine.json' });
    return [];
  } catch (error) {
    return (error as { context: { faults: string[] } }).context.faults;
  }
};

describe('parseRecipe', () => {
  it('fills in the official values where they are not given', () => {
    expect(parseRecipe(minimal)).toMatchObject({
      seed: 1,
      text: { model: 'default' },
      optimizer: { type: 'sgd', momentum: 0.9, weightDecay: 1e-4 },
      schedule: { type: 'poly', power: 0.9, per: 'epoch' },
      learningRate: { decoderFactor: 10, per16: false },
      model: { logitScale: 14.285714149475098, regularizer: { type: 'none' } },
      checkpoint: { keepLast: 2 },
    });
  });

  it('names unknown keys with what they may have been meant to be', () => {
    expect(faultsOf({ epoch: 3, optimizer: { type: 'sgd', momentun: 0.9 }, zebra: 1 })).toEqual([
      'optimizer: unknown key "momentun". Did you mean "momentum"?',
      'unknown key "epoch". Did you mean "epochs"?',
      expect.stringMatching(/^unknown key "zebra"\. Known here: \$schema, plugins, seed, model, /),
    ]);
    expect(faultsOf({ model: { type: 'dpt-vit', sizes: { patchsize: 16 } } })).toEqual(
      expect.arrayContaining([expect.stringMatching(/^model\.sizes/)]),
    );
  });

  it('names all that is wrong at once', () => {
    expect(faultsOf({ batchSize: 0, epochs: 'many', model: { type: 'unet' } })).toEqual([
      expect.stringMatching(/^model\.type: Invalid/),
      expect.stringMatching(/^batchSize: Too small/),
      expect.stringMatching(/^epochs: Invalid input: expected number/),
    ]);
    expect(() => parseRecipe({}, { source: 'mine.json' })).toThrow(/^mine\.json can't be used:\n {2}model: /);
    expect(() => parseRecipe('text')).toThrow(/expected object/);
  });

  it('has a schema for editors', () => {
    expect(recipeJsonSchema()).toMatchObject({
      type: 'object',
      properties: { seed: { description: expect.any(String) } },
    });
  });
});

describe('applyOverrides', () => {
  it('sets values, in lists and in objects that are not there yet', () => {
    const changed = applyOverrides(minimal, [
      'epochs=3',
      'data.train.0.path=other photos',
      'data.train.1={"type":"voc","path":"/data"}',
      'average.decay=0.99',
      'output.name=a=b',
    ]);
    expect(changed).toMatchObject({
      epochs: 3,
      data: { train: [{ path: 'other photos' }, { type: 'voc', path: '/data' }] },
      average: { decay: 0.99 },
      output: { name: 'a=b' },
    });
    expect(minimal.epochs).toBe(10);
  });

  it.each(['epochs', '=3', 'a..b=1', 'data.train.5.path=x', 'epochs.first=1', '__proto__.x=1'])(
    'refuses %s',
    (assignment) => {
      expect(() => applyOverrides(minimal, [assignment])).toThrow(expect.objectContaining({ code: 'USAGE' }));
    },
  );
});

describe('recipes of one run', () => {
  const partOf = (changes: object) => decisivePart(parseRecipe({ ...minimal, ...changes }));

  it('may differ in what changes no number', () => {
    const harmless = { output: { name: 'x' }, checkpoint: { keepLast: 9 }, start: { checkpoint: 'a.pt' } };
    expect(differences(partOf({}), partOf(harmless))).toEqual([]);
  });

  it('are told apart by name and value', () => {
    const other = { optimizer: { type: 'adam' }, epochs: 11, clipNorm: 1 };
    expect(differences(partOf({}), partOf(other))).toEqual(
      expect.arrayContaining([
        'epochs: 10 is now 11',
        'optimizer.type: "sgd" is now "adam"',
        'optimizer.momentum: 0.9 is now nothing',
        'clipNorm: nothing is now 1',
      ]),
    );
  });

  it('may be longer where the learning rate stays the same', () => {
    const constant = { schedule: { type: 'constant' } };
    expect(differences(partOf(constant), partOf({ ...constant, epochs: 20 }))).toEqual([]);
  });
});

describe('parameterGroups', () => {
  const names = ['backbone.0.weight', 'backbone.0.bias', 'head.weight', 'head.bias'];
  const plain = { hasWeightDecay: true, isRelative: false };
  const groupsOf = (parameters: object, learningRate: object = {}) =>
    parameterGroups(
      names,
      (name) => name.startsWith('head'),
      parseRecipe({ ...minimal, parameters, learningRate: { ...minimal.learningRate, ...learningRate } }),
    );

  it('part backbone and decoder', () => {
    expect(groupsOf({})).toEqual([
      { name: 'backbone', parameters: names.slice(0, 2), learningRateFactor: 1, ...plain },
      { name: 'decoder', parameters: names.slice(2), learningRateFactor: 10, ...plain },
    ]);
  });

  it('part what has relative rates', () => {
    const groups = groupsOf({}, { relative: ['backbone.*', 'head.weight'], decoderFactor: 2 });
    expect(groups.map(({ parameters, isRelative }) => [parameters, isRelative])).toEqual([
      [names.slice(0, 2), true],
      [['head.weight'], true],
      [['head.bias'], false],
    ]);
    expect(() => groupsOf({}, { relative: ['trunk.*'] })).toThrow(/"trunk\.\*"/);
  });

  it('leave out what is frozen, and part what does not decay', () => {
    const groups = groupsOf({ freeze: 'backbone', noWeightDecay: ['*.bias'] });
    expect(groups.map(({ parameters, hasWeightDecay }) => [parameters, hasWeightDecay])).toEqual([
      [['head.weight'], true],
      [['head.bias'], false],
    ]);
    expect(groupsOf({ freeze: ['*weight', 'head.*'] }).map(({ parameters }) => parameters)).toEqual([
      ['backbone.0.bias'],
    ]);
  });

  it.each([[{ freeze: ['*'] }], [{ freeze: ['neck.*'] }], [{ noWeightDecay: ['*bias.'] }]])(
    'refuse %j',
    (parameters) => {
      expect(() => groupsOf(parameters)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    },
  );
});
