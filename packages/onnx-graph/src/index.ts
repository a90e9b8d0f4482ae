export { constantOf, float32, int64 } from './graph/constant.js';
export { GraphBuilder, type OperatorInput, type Value } from './graph/graph-builder.js';
export type { Attribute, Dimension, Graph, GraphNode, GraphValue, Initializer } from './graph/graph.js';
export { selectOutputs } from './graph/select-outputs.js';
export { dtypeOfOnnx, onnxDataType } from './model/data-type.js';
export { decodeModel, type ReadExternal } from './model/decode-model.js';
export { encodeModel, writeModel, type ByteSink } from './model/encode-model.js';
export {
  operatorAttributes,
  type AttributeKind,
  type AttributesOf,
  type AttributeValues,
  type OperatorName,
} from './operators/attributes.js';
export { foldBatchNorm } from './rewrites/fold-batch-norm.js';
export { foldConstants, type EvaluateNode } from './rewrites/fold-constants.js';
export { removeUnused } from './rewrites/remove-unused.js';
export { storeAsFloat16 } from './rewrites/store-as-float16.js';
