/** Where results are: files by names such as `objects/ab/ab12….mask.png`. */
export interface ResultStore {
  /** A folder or `s3://bucket/prefix`. */
  readonly name: string;
  /** What a file holds; `undefined` where there is none. @throws LangSegError `IO_FAILED`, `NETWORK_FAILED`. */
  read(name: string): Promise<Uint8Array | undefined>;
  /**
   * Writes a file, whole or not at all, unless there is one of this name.
   *
   * @returns whether it was written.
   * @throws LangSegError `IO_FAILED`, `NETWORK_FAILED`.
   */
  writeNew(name: string, bytes: Uint8Array): Promise<boolean>;
  /** Writes or replaces a file, whole or not at all. @throws as `writeNew`. */
  write(name: string, bytes: Uint8Array): Promise<void>;
}
