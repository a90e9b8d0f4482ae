export { correlate, type CorrelateOptions } from './math/correlate.js';
export {
  bottleneckBlock,
  depthwiseBlock,
  type BlockActivation,
  type SpatialBlockOptions,
} from './math/spatial-blocks.js';
