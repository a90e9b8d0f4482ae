import type { Device } from '@langseg/adapter-node';
import type { SetupOptions } from '../../setup/setup-options.js';

/** What can be written of a result. */
export const formats = ['mask', 'overlay', 'heatmaps', 'json', 'rle'] as const;

/** One of {@link formats}. */
export type Format = (typeof formats)[number];

/** Names of `--device`. */
export const devices = [
  'auto',
  'cpu',
  'webgpu',
  'cuda',
  'dml',
  'coreml',
] as const satisfies readonly Device[];

/** Options of `langseg segment`, as commander gives them. */
export interface SegmentOptions extends SetupOptions {
  readonly labels?: string;
  readonly labelsFile?: string;
  readonly model?: string;
  /** A folder, or `-` for standard output. */
  readonly out: string;
  readonly format: readonly Format[];
  readonly size?: number;
  readonly alpha?: number;
  readonly device?: Device;
  readonly threads?: number;
  readonly maxPixels?: number;
  readonly recursive?: boolean;
  readonly bands?: readonly number[];
  readonly range?: readonly [black: number, white: number];
  readonly overwrite: boolean;
  readonly failFast?: boolean;
  readonly json?: boolean;
}
