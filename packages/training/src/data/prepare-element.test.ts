import { normalizePixels } from '@langseg/core';
import { checkSample } from '@langseg/datasets';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/create-random.js';
import { traceableSample } from './__fixtures__/sample.js';
import { elementRecipe, type ElementRecipe } from './element-recipe.js';
import { prepareElement } from './prepare-element.js';
import { stackElements } from './stack-elements.js';

const classList = { classes: ['sky', 'cat', 'dog', null], ignoreValue: 255 };
const recipeOf = (recipe: Partial<ElementRecipe> = {}) =>
  elementRecipe.parse({ augmentation: { type: 'random-crop', crop: 8 }, ...recipe });

describe('prepareElement', () => {
  it('gives normalised pixels, and targets into its own labels', () => {
    const sample = traceableSample(8, 8);
    const recipe = recipeOf({
      augmentation: { type: 'random-crop', crop: 8, scale: [1, 1], mirror: 0 },
      mean: [0.1, 0.2, 0.3],
      std: [1, 2, 3],
    });
    const { pixels, targets, labels, weights, ...rest } = prepareElement(
      sample,
      classList,
      recipe,
      createRandom(1),
    );
    expect(rest).toEqual({ width: 8, height: 8, allIgnored: false });
    expect(pixels).toEqual(normalizePixels(sample.image, recipe).data);
    sample.mask.data.forEach((value, i) =>
      expect(labels[targets[i]]).toBe(classList.classes[value] ?? undefined),
    );
    expect(weights).toEqual([1, 1, 1]);
  });

  it('pads with the mean colour, ignored', () => {
    const recipe = recipeOf({ augmentation: { type: 'random-crop', crop: 16, scale: [1, 1] } });
    const { pixels, targets } = prepareElement(
      traceableSample(2, 2, () => 1),
      classList,
      recipe,
      createRandom(1),
    );
    expect(targets.filter((target) => target >= 0)).toHaveLength(4);
    targets.forEach((target, i) => {
      if (target < 0) expect(Math.abs(pixels[i])).toBeLessThan(0.005);
    });
  });

  it('draws a crop again when all of it is ignored, a few times', () => {
    const sample = traceableSample(64, 8, (x) => (x < 16 ? 1 : 255));
    const augmentation: ElementRecipe['augmentation'] = { type: 'random-crop', crop: 8, scale: [1, 1] };
    const ignored = (retries: number) =>
      Array.from({ length: 60 }, (_, seed) =>
        prepareElement(sample, classList, recipeOf({ augmentation, retries }), createRandom(seed)),
      ).filter(({ allIgnored, targets }) => {
        expect(allIgnored).toBe(targets.every((target) => target < 0));
        return allIgnored;
      }).length;
    expect(ignored(0)).toBeGreaterThan(30);
    expect(ignored(20)).toBe(0);
  });

  it('counts pixels of ignored classes as ignored', () => {
    const recipe = recipeOf({ labels: { ignore: ['cat'], absent: 1 } });
    const element = prepareElement(
      traceableSample(8, 8, () => 1),
      classList,
      recipe,
      createRandom(1),
    );
    expect(element.allIgnored).toBe(true);
    expect(element.labels).toHaveLength(1);
  });
});

describe('stackElements', () => {
  const element = (seed: number, recipe = recipeOf()) =>
    prepareElement(traceableSample(9, 9), classList, recipe, createRandom(seed));

  it('makes a batch in order', () => {
    const elements = [element(1), element(2)];
    const batch = stackElements(elements, ['a', 'b']);
    expect(batch).toMatchObject({
      pixels: { dtype: 'float32', shape: [2, 3, 8, 8] },
      targets: { dtype: 'int32', shape: [2, 8, 8] },
      labels: elements.map(({ labels }) => labels),
      ids: ['a', 'b'],
    });
    expect(batch.pixels.data.subarray(192)).toEqual(elements[1].pixels);
    expect(batch.targets.data.subarray(64)).toEqual(elements[1].targets);
    expect('labelWeights' in batch).toBe(false);
  });

  it('has weights when one is not 1', () => {
    const weighted = element(1, recipeOf({ labels: { weights: { sky: 0.2 }, shuffle: false } }));
    expect(stackElements([weighted, element(2)], ['a', 'b']).labelWeights).toEqual([
      [0.2, 1, 1],
      [1, 1, 1],
    ]);
  });

  it('refuses elements of different sizes', () => {
    const wide = recipeOf({ augmentation: { type: 'random-crop', crop: { width: 9, height: 8 } } });
    expect(() => stackElements([element(1), element(1, wide)], [])).toThrow(/8×8, 9×8/);
    expect(() => stackElements([], [])).toThrow(expect.objectContaining({ code: 'SHAPE_MISMATCH' }));
  });
});

describe('checkSample', () => {
  const { image, mask } = traceableSample(4, 4);

  it('accepts classes and the ignored value', () => {
    expect(() => checkSample({ image, mask }, classList, 'a')).not.toThrow();
    const wide = traceableSample(4, 4, (x) => (x === 0 ? 999 : 1), true);
    expect(() => checkSample(wide, { ...classList, ignoreValue: 999 }, 'a')).not.toThrow();
  });

  it('refuses other sizes and values', () => {
    expect(() => checkSample({ image, mask: traceableSample(4, 5).mask }, classList, 'set/a')).toThrow(
      expect.objectContaining({
        code: 'SHAPE_MISMATCH',
        message: expect.stringMatching(/set\/a.*4×4 and 4×5/),
      }),
    );
    expect(() =>
      checkSample({ image, mask }, { classes: ['a', 'b', 'c'], ignoreValue: 255 }, 'set/a'),
    ).toThrow(
      expect.objectContaining({
        code: 'LABELS_INVALID',
        message: expect.stringMatching(/value 3 \(4 of 16 pixels\).* All its values: 0, 1, 2, 3\./),
      }),
    );
  });
});
