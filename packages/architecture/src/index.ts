export type { BundlePart, ConvertedPart } from './conversion/bundle-part.js';
export type { ConversionScope, ConversionSource } from './conversion/conversion-source.js';
export type {
  EmbeddingGeometry,
  ImageArchitecture,
  ImageGraphOptions,
  NetworkConfig,
} from './image/image-architecture.js';
export type { ImageCheckpoint, RecognisedConfig } from './image/image-checkpoint.js';
export type {
  RegularizerArchitecture,
  RegularizerArchitectureComponent,
  RegularizerInputs,
} from './regularizer/regularizer-architecture.js';
export type { RecognisedText, TextArchitectureComponent, TextConversion } from './text/text-conversion.js';
