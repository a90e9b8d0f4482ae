import type { RunOptions } from '@langseg/core';
import type { FileSource } from '../../files/file-source.js';
import type { FetchModelOptions } from '../model-options.js';

/** A file of a repository of the hub. */
export interface RepositoryFile {
  /** With forward slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Published for large files. */
  readonly sha256?: string;
}

/** What a repository of the hub holds at one commit. */
export interface ModelRepository {
  /** `owner/name`. */
  readonly id: string;
  /** The commit that a branch or tag stood for when the repository was opened; everything is read from it. */
  readonly revision: string;
  /** Short name of the licence, as the repository states it: `apache-2.0`. */
  readonly license?: string;
  readonly files: readonly RepositoryFile[];
  /**
   * Opens a file for looking into it: out of the cache, else piece by piece from the hub. Nothing is kept.
   *
   * @throws LangSegError `NOT_FOUND`, `NETWORK_FAILED` (also for files that are not in the cache in offline mode), `IO_FAILED`, `ABORTED`.
   */
  open(path: string, options?: RunOptions): Promise<FileSource>;
  /**
   * Brings files into the cache; an interrupted download goes on where it stopped, and published hashes are checked.
   *
   * @returns the folder that holds them under their names; don't write into it.
   * @throws LangSegError as `ModelStore.resolve`.
   */
  download(
    paths: readonly string[],
    options?: Pick<FetchModelOptions, 'signal' | 'onProgress'>,
  ): Promise<string>;
}
