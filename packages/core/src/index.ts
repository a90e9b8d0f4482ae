export type { ErrorCode } from './errors/error-code.js';
export { LangSegError, type ErrorContext } from './errors/lang-seg-error.js';
export { throwIfAborted } from './errors/throw-if-aborted.js';

export { assertShape, type AxisLengths } from './tensor/assert-shape.js';
export {
  allocate,
  bytesPerElement,
  fromBytes,
  toBytes,
  type DType,
  type DTypeArrays,
} from './tensor/dtype.js';
export { castSource, toFloat16, toFloat32 } from './tensor/half.js';
export { sizeOf, tensor, type Tensor } from './tensor/tensor.js';
export {
  deriveSource,
  sourceOf,
  sourceSize,
  stackSources,
  type TensorSource,
  type Weights,
} from './tensor/tensor-source.js';

export type { AssetStore } from './interfaces/asset-store.js';
export type { Head } from './interfaces/head.js';
export type { EmbeddingUpsampling, ImageEncoder, PixelEmbeddings } from './interfaces/image-encoder.js';
export type { ImageReader, ImageSource, RgbImage } from './interfaces/image-io.js';
export type { Preprocessing } from './interfaces/preprocessing.js';
export type { Disposable, RunOptions } from './interfaces/run-options.js';
export type {
  ExternalData,
  LoadOptions,
  ModelSource,
  Runtime,
  RuntimeCapabilities,
  Session,
  ValueInfo,
} from './interfaces/runtime.js';
export type { SpatialRegularizer } from './interfaces/spatial-regularizer.js';
export type { EncodeTextOptions, LabelWarning, TextEncoder } from './interfaces/text-encoder.js';

export { bundleFormatVersion, parseBundleConfig, type BundleConfig } from './bundle/bundle-config.js';
export { openBundle, type OpenBundle, type OpenBundleOptions } from './bundle/open-bundle.js';
export { parsePreprocessorConfig, preprocessorConfigOf } from './bundle/preprocessor-config.js';
export {
  defineComponent,
  type Component,
  type ComponentContext,
  type Slot,
  type SlotTypes,
} from './components/component.js';
export type { AnyComponent, PipelineConfig, SlotConfig } from './components/pipeline-config.js';
export { createRegistry, Registry, type PipelineParts } from './components/registry.js';

export type { ResultWriter } from './interfaces/result-writer.js';
export { EncodedImage, type EncodedImageInit } from './segmenter/encoded-image.js';
export { LiveSegmentation } from './segmenter/live-segmentation.js';
export type { EncodeImageOptions, SegmentOptions } from './segmenter/segment-options.js';
export { Segmenter, type SegmenterInit } from './segmenter/segmenter.js';
