export { openFolder, type OpenFolder } from './files/open-folder.js';
export { fileSource, type FileSource } from './files/file-source.js';
export { createHashingWriter, type HashedFile, type HashingWriter } from './files/hashing-writer.js';
export { withIoErrors } from './files/io-error.js';
export { makeFolder } from './files/make-folder.js';
export { readTextFile } from './files/read-text-file.js';
export { replaceAtomically } from './files/replace-atomically.js';
export { sha256File } from './files/sha256-file.js';
export { writeAtomically } from './files/write-atomically.js';
export type { ByteSink } from './files/byte-sink.js';
export { writeDirectoryAtomically, type WriteDirectoryOptions } from './files/write-directory-atomically.js';

export type { DownloadLimits } from '@langseg/adapter-common';
export { createImageReader, type ImageReaderOptions } from './images/create-image-reader.js';
export { openImageRows, type ImageRowsOptions, type OpenImageRows } from './images/open-image-rows.js';
export { decodeValues, type DecodedValues } from './images/decode-values.js';
export { readOrientation } from './images/read-orientation.js';
export { imageExtensions } from './images/image-formats.js';
export { listImages, noImages, type ImageInput, type ListImagesOptions } from './images/list-images.js';
export {
  isDirectory,
  printableName,
  scanFolder,
  type FolderContent,
  type FolderImage,
  type ScanFolderOptions,
} from './images/scan-folder.js';
export { readStdin, type ReadStdinOptions } from './images/read-stdin.js';
export { unlessAborted } from '@langseg/adapter-common';

export { createModelStore } from './models/create-model-store.js';
export { directoryAssets } from './models/directory-assets.js';
export type { FileDigest, FileTable } from '@langseg/adapter-common';
export type { ModelProgress } from '@langseg/adapter-common';
export type { ModelRepository, RepositoryFile } from './models/repository/model-repository.js';
export type { FetchModelOptions, ModelOptions } from './models/model-options.js';
export type { CachedModel, ModelStore } from './models/model-store.js';
export type { ModelStoreOptions } from './models/store-settings.js';

export { createResultWriter, type ResultWriterOptions } from './results/create-result-writer.js';

export { decodeMask, readMaskSize, type DecodedMask, type DecodeMaskOptions } from '@langseg/adapter-common';
export { createPictureEncoder } from './pictures/create-picture-encoder.js';
export { writeMaskRows } from './pictures/write-mask-rows.js';
export { encodeHeatmap, type HeatmapPictureOptions } from './pictures/encode-heatmap.js';
export { encodeJpeg, encodePng, type JpegOptions } from './pictures/encode-image.js';
export { encodeMask, type MaskOptions } from '@langseg/adapter-common';
export { encodeOverlay, type OverlayFacts, type OverlayPictureOptions } from './pictures/encode-overlay.js';

export { endWithParent } from './processes/end-with-parent.js';
export { forkModule } from './processes/fork-module.js';

export { fromPlainError, toPlainError, type PlainError } from './threads/plain-error.js';
export { createThreadPool, type ThreadPool, type ThreadPoolOptions } from './threads/thread-pool.js';
export { threadProgram, type ThreadCall, type ThreadContext } from './threads/thread-program.js';

export type { Device } from './runtime/device.js';
export { loadOnnxRuntime, type OnnxRuntime } from './runtime/native-runtime.js';
export { defaultThreadCount } from './runtime/thread-count.js';
export {
  createNodeRuntime,
  type NodeLoadOptions,
  type NodeRuntime,
  type NodeRuntimeOptions,
} from './runtime/node-runtime.js';
export type { NodeSession } from './runtime/node-session.js';

export { importModule } from './plugins/import-module.js';
export { loadPlugin, resolvePlugin, type LoadPluginOptions } from './plugins/load-plugin.js';
export { withPlugins } from './plugins/with-plugins.js';
