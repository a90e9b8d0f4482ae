import type { EncodedImage, RunOptions } from '@langseg/core';
import type { PhotoMatch, SearchOptions, VectorQuery } from '../query/photo-match.js';
import type { StoredPlace } from '../query/stored-vector.js';
import type { EmbeddingNote } from '../note/embedding-note.js';

/** Which photo it is. */
export interface PhotoSource {
  /** What to call it; unique for people, such as `folder/file.jpg`. */
  readonly name: string;
  /** Path of its file. */
  readonly source: string;
  /** Size of the file in bytes, and when it was changed, in milliseconds: another photo where one differs. */
  readonly bytes: number;
  readonly changed: number;
  /** Path of its vectors inside a folder, without an ending. Not used by databases. */
  readonly file: string;
}

/** What was stored of a photo. */
export interface AddedPhoto {
  readonly rows: number;
  readonly columns: number;
  /** How many vectors. */
  readonly vectors: number;
}

/** Embeddings of photos, in files or in a database. */
export interface EmbeddingSet {
  readonly note: EmbeddingNote;
  /** How many photos are in it. @throws LangSegError `DATABASE_FAILED`. */
  photos(): Promise<number>;
  /** Whether a photo is in it as it is now. @throws LangSegError `DATABASE_FAILED`. */
  has(photo: PhotoSource): Promise<boolean>;
  /**
   * Adds a photo, whole or not at all; a former one of the same source is replaced.
   *
   * @throws LangSegError `SHAPE_MISMATCH` for vectors of another length, `IO_FAILED`, `DATABASE_FAILED`, `ABORTED`.
   */
  add(image: EncodedImage, photo: PhotoSource, options?: RunOptions): Promise<AddedPhoto>;
  /** Prepares what was added for searching; without it a search is slower and finds the same. @throws LangSegError `DATABASE_FAILED`, `ABORTED`. */
  finish(options?: RunOptions): Promise<void>;
  /**
   * Photos that show what is looked for, and where, the likeliest first.
   *
   * @throws LangSegError `HASH_MISMATCH` for a vector of another model, `SHAPE_MISMATCH`, `LABELS_INVALID` for a vector without a direction,
   * `FILE_CORRUPT`, `IO_FAILED`, `DATABASE_FAILED`, `ABORTED`.
   */
  search(query: VectorQuery, options?: SearchOptions): Promise<PhotoMatch[]>;
  /**
   * The vector of a place in a photo of the set; where it holds regions, of the region that the pixel lies in.
   *
   * @returns undefined where there is no such photo.
   * @throws LangSegError `SHAPE_MISMATCH` outside of the photo, `FILE_CORRUPT`, `IO_FAILED`, `DATABASE_FAILED`.
   */
  vectorAt(place: StoredPlace): Promise<Float32Array | undefined>;
  close(): Promise<void>;
}
