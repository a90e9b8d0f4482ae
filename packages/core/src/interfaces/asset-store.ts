import type { ModelSource } from './runtime.js';

/** The files of one model bundle, wherever they are: a directory, a hub, a bundler's assets. */
export interface AssetStore {
  /** For messages: the directory or address. */
  readonly location: string;
  /** @throws LangSegError `NOT_FOUND`, `IO_FAILED`, `HASH_MISMATCH`. */
  read(path: string): Promise<Uint8Array>;
  /** An ONNX model of the bundle in the form that loads with least memory. Same errors as `read`. */
  model(path: string): Promise<ModelSource>;
}
