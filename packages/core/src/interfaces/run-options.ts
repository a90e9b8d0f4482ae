/** Options of every call that may take long. */
export interface RunOptions {
  /** Cancels the work; the promise then rejects with `LangSegError` `ABORTED`. */
  readonly signal?: AbortSignal;
}

/** Something that holds native memory or files until it is disposed. Disposing twice is harmless. */
export interface Disposable {
  dispose(): Promise<void>;
}
