export type { AnnotatedArea, AnnotatedPhoto, AnnotatedSet, Category } from './annotations/annotated-set.js';
export {
  datasetFormatSlot,
  defineDatasetFormat,
  type DatasetFormatComponent,
  type DatasetFormatContext,
} from './annotations/dataset-format.js';
export type { AreaShape, DrawnArea, DrawnMask } from './drawn/drawn-area.js';
export { areaOutlines } from './formats/area-outlines.js';
export {
  labelStudioRegions,
  type LabelStudioRegion,
  type LabelStudioRegionOptions,
} from './formats/label-studio-regions.js';
export { datasetFormats } from './formats/dataset-formats.js';
export { checkSample, countValues } from './check-sample.js';
export type { ClassList, Dataset, MaskValues } from './dataset.js';
export {
  defineLayout,
  layoutSlot,
  type DatasetPlace,
  type LayoutComponent,
} from './layout/layout-component.js';
export type { FolderLayout, Layout, LayoutClasses, ListedEpisode, ListedLayout } from './layout/layout.js';
export type { MaskFormat } from './mask-format.js';
export { placeOptions } from './layout/place-options.js';
export type { SampleFiles } from './layout/sample-files.js';
export { nearMatches } from './near-matches.js';
export { resizeMask } from './resize-mask.js';
export type { Mask, Sample } from './sample.js';
