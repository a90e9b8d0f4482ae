export { createSegmenter, type CreateSegmenterOptions } from './create-segmenter.js';
export { serveModels, type OpenModelOptions, type ServeModelsOptions } from './serve-models.js';
export { defaultRegistry, type DefaultComponents } from '@langseg/components';
export {
  bundleFromFiles,
  createWebModelStore,
  describeBrowser,
  droppedFiles,
  encodeImagePng,
  encodeMaskPng,
  encodeOverlayPng,
  heatmapImageData,
  overlayImageData,
  WebEncodedImage,
  WebSegmenter,
  type ImageNotice,
  type ModelProgress,
  type WasmPaths,
  type WebCapabilities,
  type WebDevice,
  type WebImageSource,
  type WebModelRef,
} from '@langseg/adapters/web';
export {
  ade20kLabels,
  createRegistry,
  defineComponent,
  LangSegError,
  LiveSegmentation,
  pascalVocLabels,
  Segmentation,
  type EncodeImageOptions,
  type ErrorCode,
  type LegendEntry,
  type RgbImage,
  type SegmentOptions,
} from '@langseg/core';
