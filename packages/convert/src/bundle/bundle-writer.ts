/** Receives the bytes of one file in order. */
export type FileSink = (chunk: Uint8Array) => Promise<void>;

/** What was written. */
export interface WrittenFile {
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Takes the files of a bundle one after another; a platform adapter hashes and stores them. */
export interface BundleWriter {
  /** @param path inside the bundle, with forward slashes. */
  write(path: string, fill: (sink: FileSink) => Promise<void>): Promise<WrittenFile>;
}
