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
export { correlation } from './components/correlation.js';
export { none } from './components/none.js';
export { bottleneck, depthwise } from './components/spatial-blocks.js';
