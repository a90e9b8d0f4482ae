export { checkFeeds } from './check-feeds.js';
export { checkReadOptions } from './images/check-read-options.js';
export { checkRgbImage } from './images/check-rgb-image.js';
export { describeBytes } from './images/describe-bytes.js';
export { positive } from './images/positive.js';
export {
  receiveImage,
  type DownloadLimits,
  type ImageBodyReader,
  type ImageResponse,
} from './images/receive-image.js';
export { unlessAborted } from './images/unless-aborted.js';
export { messageOf } from './message-of.js';
export { checkBundlePath } from './models/bundle-path.js';
export { httpFailure } from './models/download/http-failure.js';
export { TransientFailure } from './models/download/transient-failure.js';
export { withRetries, type RetryOptions } from './models/download/with-retries.js';
export {
  bundleFileTable,
  configLimit,
  mismatch,
  type FileDigest,
  type FileTable,
} from './models/file-table.js';
export { progressOf, type ModelProgress } from './models/model-progress.js';
export { addressOf, hubEndpoint, modelAt, modelOnHub, type RemoteModel } from './models/remote-model.js';
export type { NativeTensor } from './onnxruntime/native-tensor.js';
export { onnxSession, type NativeSession, type OnnxSessionOptions } from './onnxruntime/onnx-session.js';
export { createSerialQueue, type SerialQueue } from './onnxruntime/serial-queue.js';
export type { ValueMetadata } from './onnxruntime/value-info.js';
export {
  decodeMask,
  readMaskSize,
  type DecodedMask,
  type DecodeMaskOptions,
} from './pictures/decode-mask.js';
export { encodeMask, type MaskOptions } from './pictures/encode-mask.js';
export { maskKeyword, maskText } from './pictures/mask-text.js';
export { paintLabels, type PaintedLabels, type PaintOptions } from './pictures/paint-labels.js';
