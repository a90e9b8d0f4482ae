import { TensorProto_DataLocation } from 'onnx-buf';
import { decodeMessage } from './decode-message.js';

/**
 * The files that hold a model's external data, as the model names them: relative to its own folder, each once.
 *
 * @throws LangSegError `FILE_CORRUPT` when the bytes are not an ONNX model.
 */
export function externalLocations(model: Uint8Array): string[] {
  const locations = new Set<string>();
  for (const { dataLocation, externalData } of decodeMessage(model).graph?.initializer ?? [])
    if (dataLocation === TensorProto_DataLocation.EXTERNAL)
      for (const { key, value } of externalData) if (key === 'location') locations.add(value);
  return [...locations];
}
