import type { Device } from '@langseg/adapter-node';
import type { ViewChoice } from '../view-options.js';
import type { Color, LabelOptions, ModelDtype } from '@langseg/core';
import type { SetupOptions } from '../../setup/setup-options.js';

/** Options of `langseg segment`, as commander gives them. */
export interface SegmentOptions extends LabelOptions, SetupOptions, ViewChoice {
  readonly labels?: string;
  readonly labelsFile?: string;
  readonly model?: string;
  /** A folder, or `-` for standard output. */
  readonly out: string;
  /** Types of result formats. */
  readonly format: readonly string[];
  /** `format.option=value`. */
  readonly set: readonly string[];
  /** Column and row of a pixel to explain. */
  readonly at?: readonly [x: number, y: number];
  readonly longestSide?: number;
  readonly refine: boolean;
  readonly alpha?: number;
  /** Of the labels, in their order. */
  readonly colors?: readonly Color[];
  readonly device?: Device;
  readonly dtype?: ModelDtype;
  readonly threads?: number;
  /** Threads that each work on an image. Default 1. */
  readonly workers?: number;
  readonly maxPixels?: number;
  readonly recursive?: boolean;
  readonly bands?: readonly number[];
  readonly range?: readonly [black: number, white: number];
  readonly overwrite: boolean;
  /** Images whose results are there are left out. */
  readonly resume?: boolean;
  /** `i/n`. */
  readonly shard?: string;
  readonly failFast?: boolean;
  readonly json?: boolean;
}
