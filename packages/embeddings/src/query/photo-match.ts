import type { ImageSize } from '@langseg/core';
import type { PhotoGeometry, PixelPlace, PixelRectangle } from '../geometry.js';

/** How alike every cell of a photo is to what was asked for. */
export interface SimilarityMap extends PhotoGeometry {
  /** `[rows, columns]`: cosines, −1 to 1. */
  readonly values: Float32Array;
}

/** A part of a photo that is alike. */
export interface MatchBox extends PixelRectangle {
  /** Mean cosine over the part. */
  readonly similarity: number;
  /** How much of the photo the part covers, 0 to 1. */
  readonly share: number;
}

/** A pixel that is alike. */
export interface MatchPixel extends PixelPlace {
  readonly similarity: number;
}

/** A photo that was found. */
export interface PhotoMatch extends ImageSize {
  /** As it was named when it was added. */
  readonly name: string;
  /** Path of its file then. */
  readonly source: string;
  /** What photos are ordered by: of regions the best one's cosine, of pixels the mean of the best hundredth of the cells. */
  readonly similarity: number;
  /** The likeliest first. */
  readonly boxes: readonly MatchBox[];
  /** The likeliest first, apart from each other. */
  readonly pixels: readonly MatchPixel[];
  readonly map: SimilarityMap;
}

/** Options of a search. */
export interface SearchOptions {
  /** At most so many photos. Default 10. */
  readonly count?: number;
  /** Only photos that reach this cosine. Default −1: all. */
  readonly minSimilarity?: number;
  /** At most so many boxes in a photo. Default 5. */
  readonly boxes?: number;
  /** At most so many pixels in a photo. Default 3. */
  readonly pixels?: number;
  /** Compare with every vector of a database, instead of with those whose signs are alike. Files are always compared exactly. Default false. */
  readonly exact?: boolean;
  readonly signal?: AbortSignal;
}

/** What is looked for. */
export interface VectorQuery {
  /** `[D]`, of any length. */
  readonly vector: Float32Array;
  /** sha256 of the `config.json` of the model that made it. */
  readonly model: string;
}
