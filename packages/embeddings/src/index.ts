export { createEmbeddings, openEmbeddings, type CreateEmbeddingsOptions } from './open-embeddings.js';
export type { EmbeddingNote, FileFormat } from './note/embedding-note.js';
export type { AddedPhoto, EmbeddingSet, PhotoSource } from './set/embedding-set.js';

export {
  boxOfCells,
  cellOf,
  pixelOf,
  type PhotoGeometry,
  type PixelPlace,
  type PixelRectangle,
} from './geometry.js';
export {
  packVectors,
  precisions,
  unpackVectors,
  type PackedVectors,
  type Precision,
} from './precision/precision.js';
export type {
  MatchBox,
  MatchPixel,
  PhotoMatch,
  SearchOptions,
  SimilarityMap,
  VectorQuery,
} from './query/photo-match.js';
export { matchPicture, rangeOf, type MatchPictureOptions } from './query/match-picture.js';
export type { StoredPlace } from './query/stored-vector.js';
export { findBoxes } from './query/find-boxes.js';
export { placeVector } from './query/place-vector.js';
export { topPixels } from './query/top-pixels.js';
export { photoRegions, type PhotoRegions, type PhotoRegionsOptions } from './regions/photo-regions.js';
export type { RegionVectors } from './regions/region-vectors.js';
export { splitRegions, type SplitRegions, type SplitRegionsOptions } from './regions/split-regions.js';
