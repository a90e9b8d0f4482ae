export { ones, uniformByFanIn, zeros, type InitialValues } from './architecture/initial-values.js';
export {
  batchNormParameters,
  convolutionParameters,
  layerNormParameters,
  linearParameters,
  transposedConvolutionParameters,
  type ConvolutionSizes,
  type LayerInitialValues,
} from './architecture/layer-parameters.js';
export { batchCounters, scoped, type ParameterSpec } from './architecture/parameter-spec.js';
export { assertConnected } from './graph/assert-connected.js';
export { constantOf, float32, int64 } from './graph/constant.js';
export { continueGraph, type ContinuedGraph } from './graph/continue-graph.js';
export { GraphBuilder, type OperatorInput, type Value } from './graph/graph-builder.js';
export type { Dimension, Graph, GraphNode, GraphValue, Initializer } from './graph/graph.js';
export { selectOutputs } from './rewrites/select-outputs.js';
export type { BatchNormMode } from './layers/batch-norm-mode.js';
export { bilinearWeights } from './layers/bilinear-weights.js';
export { clipQueriesKeysValues, clipTransformerBlock } from './layers/clip-transformer-block.js';
export { batchNorm, conv2d } from './layers/convolution.js';
export { layerNorm, linear } from './layers/linear.js';
export { Parameters } from './layers/parameters.js';
export { resizeBilinearTo, spatialSize, upsampleBilinear, type CellCoordinates } from './layers/resize.js';
export { antialiasWeights, bicubicWeights } from './layers/resize-weights.js';
export { samePadding } from './layers/same-padding.js';
export { selfAttention, type AttentionShape } from './layers/self-attention.js';
export { dtypeOfOnnx, onnxDataType } from './model/data-type.js';
export { decodeModel } from './model/decode-model.js';
export type { ReadExternal } from './model/decode-tensor.js';
export { encodeModel, writeModel, type ByteSink } from './model/encode-model.js';
export { externalLocations } from './model/external-locations.js';
export {
  operatorAttributes,
  type Attribute,
  type AttributeKind,
  type AttributesOf,
  type AttributeValues,
  type OperatorName,
} from './operators/attributes.js';
export { readAttribute } from './graph/read-attribute.js';
export { usesBatchStatistics } from './graph/uses-batch-statistics.js';
export { foldBatchNorm } from './rewrites/fold-batch-norm.js';
export { foldConstants, type EvaluateNode } from './rewrites/fold-constants.js';
export { removeUnused } from './rewrites/remove-unused.js';
export { resolveShapes } from './rewrites/resolve-shapes.js';
export { shareCommonSubexpressions } from './rewrites/share-common-subexpressions.js';
export { quantizeProducts, type QuantizeOptions } from './rewrites/quantize-products.js';
export { computeInFloat16 } from './rewrites/compute-in-float16.js';
export { storeAsFloat16 } from './rewrites/store-as-float16.js';
export { storeAsInt8 } from './rewrites/store-as-int8.js';
export { widenStoredWeights } from './rewrites/widen-stored-weights.js';
export { axesOf, axisOf, resolveAxis } from './shapes/axes.js';
export { broadcastStrides, rowMajorStrides } from './shapes/broadcast.js';
export { countMacs, nodeMacs, type InferredShapes } from './shapes/count-macs.js';
export { inferNode } from './shapes/infer-node.js';
export { inferShapes } from './shapes/infer-shapes.js';
export { inferredFromTensor, nodeMismatch, type InferredValue } from './shapes/inferred-value.js';
export type { MicrosoftOperator } from './shapes/rules/microsoft.js';
export { operatorStatistics, type OperatorStatistics } from './shapes/operator-statistics.js';
export { resizeAxes, type ResizeAxis } from './shapes/resize-axes.js';
export { sliceRanges, type SliceRange } from './shapes/slice-ranges.js';
export { transposedWindowGeometry, windowGeometry, type WindowGeometry } from './shapes/windows.js';
