/**
 * Every file of the embedded bundle that a model is opened from, by its path inside it; the model card is left out.
 * Each address is written out, because that is the form in which bundlers for browsers recognise a file and copy it to
 * their output.
 */
export const bundleFiles: Readonly<Record<string, URL>> = {
  'config.json': new URL('../bundle/config.json', import.meta.url),
  'preprocessor_config.json': new URL('../bundle/preprocessor_config.json', import.meta.url),
  'onnx/image_encoder_int8.onnx': new URL('../bundle/onnx/image_encoder_int8.onnx', import.meta.url),
  'onnx/image_encoder_int8.onnx_data': new URL(
    '../bundle/onnx/image_encoder_int8.onnx_data',
    import.meta.url,
  ),
  'text/word-vectors.bin': new URL('../bundle/text/word-vectors.bin', import.meta.url),
};
