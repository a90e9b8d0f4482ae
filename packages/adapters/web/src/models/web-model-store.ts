import type { FileTable, ModelProgress } from '@langseg/adapter-common';
import type { AssetStore, RunOptions } from '@langseg/core';
import type { WebModelRef } from './located-model.js';

/** Options of `createWebModelStore`. */
export interface WebModelStoreOptions {
  /**
   * Where downloaded models are kept: in the browser's Cache API (default; nowhere, where the browser has none), in memory as
   * long as this store exists, or nowhere.
   */
  readonly cache?: 'cache-api' | 'memory' | 'none';
  /** Name of the cache. Default `langseg-models`. */
  readonly name?: string;
  /** Largest model in bytes, checked before anything but its `config.json` is downloaded. Default 2 GiB. */
  readonly maxBytes?: number;
  /** Address of the hub. Default the Hugging Face hub. */
  readonly endpoint?: string;
  /** What relative addresses are relative to. Default: the page, in a worker its script. */
  readonly baseUrl?: string;
  /** Replaces the browser's `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Further attempts after a network failure or a server error. Default 2. */
  readonly retries?: number;
  /** Milliseconds before the first further attempt; each next one waits twice as long. Default 500. */
  readonly retryDelay?: number;
  /** Told when models can't be kept. */
  readonly onWarning?: (message: string) => void;
}

/** Options of {@link WebModelStore.resolve}. */
export interface ResolveModelOptions extends RunOptions {
  readonly onProgress?: (event: ModelProgress) => void;
}

/** A model in the browser's cache. */
export interface CachedWebModel {
  /** Hub id, address, or name of a bundle. */
  readonly id: string;
  readonly revision?: string;
  /** When it was downloaded, ISO 8601. */
  readonly date: string;
  /** Size of all files. */
  readonly bytes: number;
  readonly files: FileTable;
}

/** Models from web servers, the hub, or a person's own files. */
export interface WebModelStore {
  /**
   * Opens a model. The server is asked for its `config.json` each time; of the files that it names only those are downloaded
   * that are not in the cache. Without a connection the model is used as it was last seen. A cached file that does not have its
   * size and SHA-256 is thrown away and downloaded once more.
   *
   * A download that is cancelled leaves nothing; one that fails keeps its complete files for the next attempt.
   *
   * @throws LangSegError `NOT_FOUND`, `NETWORK_FAILED`, `HASH_MISMATCH`, `CONFIG_INVALID`, `VERSION_UNSUPPORTED`, `FILE_UNSAFE`,
   * `MODEL_TOO_LARGE`, `ABORTED`.
   */
  resolve(ref: WebModelRef, options?: ResolveModelOptions): Promise<AssetStore>;
  /** The models in the cache. */
  list(): Promise<CachedWebModel[]>;
  /** Removes a model from the cache; nothing happens when it is not there. */
  remove(id: string, options?: { readonly revision?: string }): Promise<void>;
  /** Removes everything from the cache. */
  clear(): Promise<void>;
}
