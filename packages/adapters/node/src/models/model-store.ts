import type { FileTable } from '@langseg/adapter-common';
import type { AssetStore } from '@langseg/core';
import type { FetchModelOptions, ModelOptions } from './model-options.js';
import type { ModelRepository } from './repository/model-repository.js';

/** A downloaded model. */
export interface CachedModel {
  /** Hub id or address. */
  readonly id: string;
  readonly revision?: string;
  /** When it was downloaded, ISO 8601. */
  readonly date: string;
  /** False when only chosen files were downloaded. */
  readonly complete: boolean;
  /** Size of all files. */
  readonly bytes: number;
  readonly files: FileTable;
  /** The folder with the files under their own names; don't write into it. */
  readonly path: string;
}

/** Models on this machine, on web servers and on the hub, by one kind of name. */
export interface ModelStore {
  readonly cacheDir: string;
  /**
   * Opens a model: a folder in place; an address or a hub id from the cache, downloaded first if it is not there.
   * What was downloaded once is used without asking the server again, see {@link ModelStore.pull}.
   *
   * @throws LangSegError `NOT_FOUND`, `NETWORK_FAILED` (also in offline mode), `HASH_MISMATCH`, `CONFIG_INVALID`,
   * `VERSION_UNSUPPORTED`, `FILE_UNSAFE`, `IO_FAILED`, `ABORTED`.
   */
  resolve(ref: string, options?: FetchModelOptions): Promise<AssetStore>;
  /**
   * Looks at a repository of the hub, whatever it holds. Nothing is downloaded but the list of its files.
   *
   * @param ref `owner/name` or `owner/name@revision`.
   * @throws LangSegError `USAGE` for what is no hub id; `NOT_FOUND`, `NETWORK_FAILED` (also in offline mode, for one that was never
   * looked at), `ABORTED`.
   */
  repository(ref: string, options?: ModelOptions): Promise<ModelRepository>;
  /** Downloads a model, or brings it up to date; everything in the cache is verified. Errors as `resolve`. */
  pull(ref: string, options?: FetchModelOptions): Promise<CachedModel>;
  /** The models in the cache. */
  list(): Promise<CachedModel[]>;
  /**
   * Compares all files of a folder or a downloaded model with their SHA-256.
   *
   * @returns the files that were compared.
   * @throws LangSegError `HASH_MISMATCH` naming the file, `NOT_FOUND`, `CONFIG_INVALID`, `IO_FAILED`, `ABORTED`.
   */
  verify(ref: string, options?: ModelOptions): Promise<FileTable>;
  /**
   * Removes a model from the cache, with the contents that no other model shares.
   *
   * @returns what was removed.
   * @throws LangSegError `NOT_FOUND`, `USAGE` for a folder of yours, `IO_FAILED`.
   */
  remove(ref: string, options?: ModelOptions): Promise<CachedModel>;
}
