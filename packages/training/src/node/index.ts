export {
  checkDataset,
  type CheckDatasetOptions,
  type DatasetProblem,
  type DatasetReport,
} from './data/check-dataset.js';
export { datasetConfig, type DatasetConfig } from './data/dataset-config.js';
export type { FileDataset, IncompleteSample, OnError, SampleFiles } from './data/file-dataset.js';
export { openDataset } from './data/open-dataset.js';
export type { SkippedSample } from './data/loader/batch-task.js';
export {
  createBatchLoader,
  type BatchLoader,
  type BatchLoaderOptions,
  type LoaderStatistics,
  type MixedDataset,
} from './data/loader/create-batch-loader.js';
