export {
  openDatasetBuilder,
  type DatasetBuilder,
  type NewPhoto,
  type PhotoFailure,
} from './annotations/dataset-builder.js';
export type { DatasetSettings } from './annotations/dataset-settings.js';
export type { DatasetSummary } from './annotations/dataset-summary.js';
export { mergeDatasets, type MergeDatasetsOptions } from './annotations/merge-datasets.js';
export type { PlaceImages } from './annotations/place-photo.js';
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
export { parseXml, type XmlElement } from './layouts/annotated/parse-xml.js';
