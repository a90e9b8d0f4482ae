import { fromBinary } from '@bufbuild/protobuf';
import { LangSegError } from '@langseg/core';
import { ModelProtoSchema, type ModelProto } from 'onnx-buf';

/**
 * Reads an ONNX model as the message it is.
 *
 * @throws LangSegError `FILE_CORRUPT` when the bytes are none.
 */
export function decodeMessage(bytes: Uint8Array): ModelProto {
  try {
    return fromBinary(ModelProtoSchema, bytes);
  } catch (cause) {
    throw new LangSegError(
      'FILE_CORRUPT',
      'This is not an ONNX model: its protobuf message is unreadable.',
      { bytes: bytes.byteLength },
      { cause },
    );
  }
}
