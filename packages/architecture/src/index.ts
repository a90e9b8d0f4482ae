export type { BundlePart, ConvertedPart } from './conversion/bundle-part.js';
export type { ConversionScope, ConversionSource } from './conversion/conversion-source.js';
export {
  defineImageArchitecture,
  type ImageArchitectureComponent,
  type ImageArchitectureDefinition,
} from './image/define-image-architecture.js';
export type {
  EmbeddingGeometry,
  ImageArchitecture,
  ImageGraphOptions,
  NetworkConfig,
} from './image/image-architecture.js';
export { findImageArchitecture, imageArchitectures } from './image/image-architectures.js';
export type { ImageCheckpoint, RecognisedConfig } from './image/image-checkpoint.js';
export { networkConfig, sizesSchema } from './image/network-sizes.js';
export { OnnxImageEncoder, type OnnxImageEncoderOptions } from './image/onnx-image-encoder.js';
export type {
  RegularizerArchitecture,
  RegularizerArchitectureComponent,
  RegularizerInputs,
} from './regularizer/regularizer-architecture.js';
export type { RecognisedText, TextArchitectureComponent, TextConversion } from './text/text-conversion.js';
