export { createSegmenter, type CreateSegmenterOptions } from './create-segmenter.js';
export { encodeHeatmap, encodeMask, encodeOverlay } from '@langseg/adapters/node';
export { defaultRegistry, type DefaultComponents } from '@langseg/components';
export {
  ade20kLabels,
  createRegistry,
  defineComponent,
  EncodedImage,
  LangSegError,
  LiveSegmentation,
  pascalVocLabels,
  Segmentation,
  Segmenter,
  type EncodeImageOptions,
  type ErrorCode,
  type Head,
  type ImageEncoder,
  type ImageSource,
  type LegendEntry,
  type RgbImage,
  type SegmentOptions,
  type SpatialRegularizer,
  type TextEncoder,
} from '@langseg/core';
