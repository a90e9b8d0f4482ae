export type { ImageNotice } from './images/image-notice.js';
export {
  createWebImageReader,
  type WebImageReader,
  type WebImageReaderOptions,
} from './images/create-web-image-reader.js';
export { toTransferable, type PostableImage } from './images/to-transferable.js';
export type { WebImageSource } from './images/web-image-source.js';

export type { ModelProgress } from '../models/model-progress.js';
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
export { WebSegmenter } from './worker/web-segmenter.js';
export type { WorkerPort } from './worker/worker-connection.js';
