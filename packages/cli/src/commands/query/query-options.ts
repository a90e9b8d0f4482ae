import type { Device } from '@langseg/adapter-node';
import type { SetupOptions } from '../../setup/setup-options.js';
import type { PhotoPlace } from './photo-place.js';

/** Options of `langseg query`, as commander gives them. */
export interface QueryOptions extends SetupOptions {
  readonly at?: PhotoPlace;
  readonly region?: PhotoPlace;
  readonly count: number;
  readonly minSimilarity?: number;
  readonly boxes: number;
  readonly pixels: number;
  readonly exact?: boolean;
  /** Folder for pictures. */
  readonly out?: string;
  readonly model?: string;
  readonly device: Device;
  readonly threads?: number;
  readonly json?: boolean;
}
