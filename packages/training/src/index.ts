export { createRandom } from './random/create-random.js';
export type { StreamKey } from './random/hash-stream.js';
export type { Random } from './random/random.js';
