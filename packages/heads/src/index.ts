export { correlationGraph } from './correlation/correlation-graph.js';
export { CorrelationHead } from './correlation/correlation-head.js';
export { appendSpatialBlock, type SpatialBlock } from './regularizers/append-spatial-block.js';
export type {
  Activation,
  SpatialBlockConfig,
  SpatialBlockKind,
} from './regularizers/spatial-block-config.js';
export { spatialBlockGraph } from './regularizers/spatial-block-graph.js';
export { spatialBlockParameters, spatialBlockScope } from './regularizers/spatial-block-parameters.js';
export { SpatialBlockRegularizer } from './regularizers/spatial-block-regularizer.js';
export { GuidedFilterRefiner, type GuidedFilterOptions } from './guided-filter/guided-filter-refiner.js';
export { correlation } from './components/correlation.js';
export { guidedFilter } from './components/guided-filter.js';
export { none } from './components/none.js';
export { bottleneck, depthwise } from './components/spatial-blocks.js';
