export {
  checkDataset,
  type CheckDatasetOptions,
  type DatasetProblem,
  type DatasetReport,
} from './check-dataset.js';
export type { DatasetConfig } from './dataset-config.js';
export type { FileDataset, IncompleteSample, OnError } from './file-dataset.js';
export { layoutComponents, type LayoutComponents } from './layout-components.js';
export { openDataset } from './open-dataset.js';
export { readSample } from './read-sample.js';
