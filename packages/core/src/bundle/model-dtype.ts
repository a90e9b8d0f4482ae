/**
 * Precisions of a model's graphs, in the words of transformers.js. `fp32`: weights and arithmetic in single precision. `fp16`: in half
 * precision, but for what would suffer. `int8`: weights kept in 8 bits, arithmetic in single precision. `q8`: products with weights
 * are computed in 8 bits.
 */
export const modelDtypes = ['fp32', 'fp16', 'int8', 'q8'] as const;

/** One of {@link modelDtypes}. */
export type ModelDtype = (typeof modelDtypes)[number];

/** What each precision adds to the name of a graph's file, as on the hub: `image_encoder_quantized.onnx`. */
export const dtypeSuffixes: Readonly<Record<ModelDtype, string>> = {
  fp32: '',
  fp16: '_fp16',
  int8: '_int8',
  q8: '_quantized',
};
