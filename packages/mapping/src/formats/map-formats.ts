import { openscene } from './openscene.js';
import { ply } from './ply.js';
import { vectors } from './vectors.js';
import { vlmaps } from './vlmaps.js';

/** The built-in formats of point clouds. */
export const mapFormats = [ply, vectors, vlmaps, openscene] as const;
