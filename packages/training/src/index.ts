export { createRandom } from './random/create-random.js';
export type { StreamKey } from './random/hash-stream.js';
export type { Random } from './random/random.js';
export { createOptimizer, optimizerConfig, type OptimizerConfig } from './optimizers/create-optimizer.js';
export type { Optimizer, UpdatedValues, UpdateValues } from './optimizers/optimizer.js';
