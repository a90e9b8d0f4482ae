/** One file of a zip archive, as its central directory describes it. */
export interface ZipEntry {
  readonly name: string;
  /** Where the entry's local header is. */
  readonly headerOffset: number;
  readonly compressedSize: number;
  /** Where the next entry, or the directory, begins. */
  readonly end: number;
  /** Size of the content. */
  readonly size: number;
  readonly deflated: boolean;
}
