/** How an attribute is stored in an ONNX node; JavaScript numbers alone can't tell `1` from `1.0`. */
export type AttributeKind = 'int' | 'ints' | 'float' | 'floats' | 'string';

/** Value of each kind of attribute. */
export interface AttributeValues {
  int: number;
  ints: readonly number[];
  float: number;
  floats: readonly number[];
  string: string;
}

/** An attribute with the way it is stored. */
export type Attribute = {
  [K in AttributeKind]: { readonly kind: K; readonly value: AttributeValues[K] };
}[AttributeKind];

const convolution = {
  strides: 'ints',
  pads: 'ints',
  dilations: 'ints',
  group: 'int',
  kernel_shape: 'ints',
  auto_pad: 'string',
} as const;

const pooling = {
  kernel_shape: 'ints',
  strides: 'ints',
  pads: 'ints',
  dilations: 'ints',
  ceil_mode: 'int',
  auto_pad: 'string',
} as const;

const reduction = { keepdims: 'int', noop_with_empty_axes: 'int' } as const;

const none = {} as const;

/**
 * The operators that LangSeg graphs use, with their attributes, as of `ai.onnx` opset 20
 * (https://onnx.ai/onnx/operators). Axes that are inputs in that opset are inputs here too.
 */
export const operatorAttributes = {
  Add: none,
  And: none,
  ArgMax: { axis: 'int', keepdims: 'int', select_last_index: 'int' },
  AveragePool: { ...pooling, count_include_pad: 'int' },
  BatchNormalization: { epsilon: 'float', momentum: 'float', training_mode: 'int' },
  Cast: { to: 'int' },
  Clip: none,
  Concat: { axis: 'int' },
  Conv: convolution,
  ConvTranspose: { ...convolution, output_padding: 'ints', output_shape: 'ints' },
  Div: none,
  Equal: none,
  Erf: none,
  Exp: none,
  Expand: none,
  Flatten: { axis: 'int' },
  Floor: none,
  Gather: { axis: 'int' },
  GatherElements: { axis: 'int' },
  Gelu: { approximate: 'string' },
  Gemm: { alpha: 'float', beta: 'float', transA: 'int', transB: 'int' },
  GlobalAveragePool: none,
  Greater: none,
  Identity: none,
  LayerNormalization: { axis: 'int', epsilon: 'float', stash_type: 'int' },
  LeakyRelu: { alpha: 'float' },
  Less: none,
  Log: none,
  LogSoftmax: { axis: 'int' },
  MatMul: none,
  Max: none,
  MaxPool: { ...pooling, storage_order: 'int' },
  Min: none,
  Mul: none,
  Neg: none,
  Pad: { mode: 'string' },
  Pow: none,
  Range: none,
  Reciprocal: none,
  ReduceL2: reduction,
  ReduceMax: reduction,
  ReduceMean: reduction,
  ReduceSum: reduction,
  ReduceSumSquare: reduction,
  Relu: none,
  Reshape: { allowzero: 'int' },
  Resize: {
    mode: 'string',
    coordinate_transformation_mode: 'string',
    nearest_mode: 'string',
    antialias: 'int',
    axes: 'ints',
    cubic_coeff_a: 'float',
    exclude_outside: 'int',
    extrapolation_value: 'float',
    keep_aspect_ratio_policy: 'string',
  },
  ScatterElements: { axis: 'int', reduction: 'string' },
  Shape: { start: 'int', end: 'int' },
  Sigmoid: none,
  Slice: none,
  Softmax: { axis: 'int' },
  SoftmaxCrossEntropyLoss: { ignore_index: 'int', reduction: 'string' },
  Split: { axis: 'int', num_outputs: 'int' },
  Sqrt: none,
  Squeeze: none,
  Sub: none,
  Tanh: none,
  Transpose: { perm: 'ints' },
  Trilu: { upper: 'int' },
  Unsqueeze: none,
  Where: none,
} as const satisfies Record<string, Record<string, AttributeKind>>;

/** Name of an operator the typed builder knows. */
export type OperatorName = keyof typeof operatorAttributes;

/** Attributes of operator `O`, all optional as in ONNX. */
export type AttributesOf<O extends OperatorName> = {
  readonly [
    K in keyof (typeof operatorAttributes)[O]
  ]?: (typeof operatorAttributes)[O][K] extends AttributeKind
    ? AttributeValues[(typeof operatorAttributes)[O][K]]
    : never;
};
