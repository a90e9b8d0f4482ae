/** A body taken apart, not yet checked. */
export interface RawRequest {
  /** The photo as it came: an encoded file. */
  readonly image: Uint8Array;
  readonly fields: Readonly<Record<string, unknown>>;
}
