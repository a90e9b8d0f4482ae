/** A recipe for a tiny network: one epoch of two steps. */
export const tinyRecipe = {
  model: {
    type: 'mobilenet',
    longestSide: 48,
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
  data: {
    train: [{ type: 'folder', path: 'data' }],
    validation: [{ type: 'folder', path: 'data', name: 'again' }],
  },
  augmentation: { type: 'random-crop', crop: 32 },
  batchSize: 1,
  epochs: 1,
  learningRate: { base: 0.01 },
};
