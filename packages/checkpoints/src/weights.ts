export {
  describeStateDict,
  findStateDict,
  type FindStateDictOptions,
  type StateDict,
} from './weights/find-state-dict.js';
export { finiteSource, finiteWeights, type FiniteSourceOptions } from './weights/finite-weights.js';
export { requireWeights, type RequireWeightsOptions } from './weights/require-weights.js';
export { renameWeights, withPrefix } from './weights/select-weights.js';
