export type { DownloadLimits } from '@langseg/adapter-common';
export type { ImageNotice } from './images/image-notice.js';
export {
  createWebImageReader,
  type WebImageReader,
  type WebImageReaderOptions,
} from './images/create-web-image-reader.js';
export { toTransferable, type PostableImage, type TransferableImage } from './images/to-transferable.js';
export type { Drawable } from './images/source-kind.js';
export type { WebImageSource } from './images/web-image-source.js';

export type { FileDigest, FileTable } from '@langseg/adapter-common';
export type { ModelProgress } from '@langseg/adapter-common';
export { createWebModelStore } from './models/create-web-model-store.js';
export { droppedFiles } from './models/dropped-files.js';
export type { WebModelRef } from './models/located-model.js';
export { bundleFromFiles, type FileAtPath, type WebBundle } from './models/web-bundle.js';
export type {
  CachedWebModel,
  ResolveModelOptions,
  WebModelStore,
  WebModelStoreOptions,
} from './models/web-model-store.js';

export { decodeMask, type DecodedMask, type DecodeMaskOptions } from '@langseg/adapter-common';
export { encodeMask, type MaskOptions } from '@langseg/adapter-common';
export { paintLabels, type PaintedLabels, type PaintOptions } from '@langseg/adapter-common';
export { createWebPictureEncoder } from './pictures/create-web-picture-encoder.js';
export { encodeMaskPng } from './pictures/encode-mask-png.js';
export { encodeImagePng, encodeOverlayPng } from './pictures/encode-overlay-png.js';
export {
  heatmapImageData,
  overlayImageData,
  toImageData,
  type HeatmapImageOptions,
} from './pictures/image-data.js';

export { describeBrowser, type WebCapabilities, type WebGpuReport } from './runtime/describe-browser.js';
export { absoluteWasmPaths, type WasmPaths } from './runtime/load-onnxruntime.js';
export type { ConcreteWebDevice, WebDevice } from './runtime/web-device.js';
export { createWebRuntime, type WebRuntime, type WebRuntimeOptions } from './runtime/web-runtime.js';
export type { WebSession } from './runtime/web-session.js';

export { connectSegmenter, type ConnectOptions } from './worker/connect-segmenter.js';
export {
  serveSegmenter,
  type SegmenterScope,
  type ServeContext,
  type ServedSegmenter,
} from './worker/serve-segmenter.js';
export { WebEncodedImage } from './worker/web-encoded-image.js';
export { WebSegmentation, type WebResultImage, type WebSegmentationInit } from './worker/web-segmentation.js';
export { WebSegmenter, type WebEncodeOptions } from './worker/web-segmenter.js';
export type { WorkerPort } from './worker/worker-connection.js';
