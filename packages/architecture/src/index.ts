export type { BundlePart, ConvertedPart } from './conversion/bundle-part.js';
export {
  clipFiles,
  clipGelu,
  clipOptions,
  clipSettingsIn,
  isFromOpenAi,
  type ClipSettings,
} from './conversion/clip-settings.js';
export { stackedWeights } from './conversion/stacked-weights.js';
export { partAssets } from './conversion/part-assets.js';
export type { ConversionScope, ConversionSource } from './conversion/conversion-source.js';
export { decodedNetwork, type DecodedNetwork } from './decoder/decoded-network.js';
export { decoderSlot, defineDecoder, type DecoderComponent } from './decoder/decoder-component.js';
export type { Decoder, DecoderSizes } from './decoder/decoder.js';
export { trunkDecoder, trunkDecoderConfig } from './decoder/trunk-decoder.js';
export { lsegLogitScale } from './head/logit-scale.js';
export {
  defineImageArchitecture,
  type ImageArchitectureComponent,
  type ImageArchitectureDefinition,
  type ModelOptions,
} from './image/define-image-architecture.js';
export type {
  EmbeddingGeometry,
  ImageArchitecture,
  ImageGraphOptions,
  SizedInput,
} from './image/image-architecture.js';
export { findImageArchitecture, imageArchitectures } from './image/image-architectures.js';
export type { ImageCheckpoint, RecognisedConfig } from './image/image-checkpoint.js';
export type { ImageTrunk, TrunkLevel } from './image/image-trunk.js';
export { inputOf, type NetworkInput } from './image/input-of.js';
export type { NetworkConfig } from './image/network-config.js';
export { networkConfig, sizesSchema } from './image/network-sizes.js';
export { OnnxImageEncoder, type OnnxImageEncoderOptions } from './image/onnx-image-encoder.js';
export { defineRegularizer, type RegularizerDefinition } from './regularizer/define-regularizer.js';
export { findRegularizer, regularizers } from './regularizer/regularizers.js';
export type {
  RegularizerArchitecture,
  RegularizerArchitectureComponent,
  RegularizerInputs,
} from './regularizer/regularizer-architecture.js';
export { defineTextEncoder, textArchitectures } from './text/define-text-encoder.js';
export {
  textProjections,
  type ProjectedTextComponent,
  type RecognisedProjection,
  type TextProjection,
} from './text/text-projection.js';
export type { RecognisedText, TextArchitectureComponent, TextConversion } from './text/text-conversion.js';
export { assertBiases } from './weights/assert-biases.js';
export { assertHeads } from './weights/assert-heads.js';
export { checkedGraph, type GraphCheck } from './weights/checked-graph.js';
export { shapeOf } from './weights/shape-of.js';
