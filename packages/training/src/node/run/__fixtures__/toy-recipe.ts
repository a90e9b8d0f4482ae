import { parseRecipe } from '../../../recipe/parse-recipe.js';
import { nodeRecipeSchema, type NodeRecipe } from '../../recipe/node-recipe.js';

/** A recipe for the toy data: a tiny network, two epochs of three steps. */
export function toyRecipe(data: string, changes: object = {}): NodeRecipe {
  const set = { type: 'folder', path: data };
  return parseRecipe(
    {
      model: {
        type: 'mobilenet',
        longestSide: 40,
        sizes: {
          stem: 4,
          stages: [4, 4, 4, 6, 6, 8, 8],
          expansion: 2,
          pooled: 8,
          context: 6,
          lateral8: 4,
          fuse8: 8,
          lateral4: 4,
          fuse4: 8,
        },
      },
      data: { train: [set], validation: [{ ...set, name: 'held-out' }] },
      augmentation: { type: 'random-crop', crop: 32, scale: [0.9, 1.1] },
      batchSize: 2,
      epochs: 2,
      learningRate: { base: 0.01 },
      average: { decay: 0.9 },
      output: { name: 'toy' },
      ...changes,
    },
    { schema: nodeRecipeSchema },
  );
}
