import type { Device } from '@langseg/adapter-node';
import type { LabelStudioChoice } from './label-studio-options.js';
import type { SetupOptions } from '../../setup/setup-options.js';

/** Options of `langseg serve`, as commander gives them. */
export interface ServeOptions extends SetupOptions, LabelStudioChoice {
  readonly model?: string;
  readonly port: number;
  readonly host: string;
  /** Names, or `*`. */
  readonly allowedHosts?: readonly string[];
  /** Folder of another web app; false after `--no-playground`. */
  readonly playground?: string | false;
  readonly api?: boolean;
  /** Origins, or `*`. */
  readonly cors?: readonly string[];
  readonly device?: Device;
  readonly threads?: number;
  readonly workers?: number;
  readonly maxBody?: number;
  readonly maxPixels?: number;
  readonly maxLabels?: number;
  readonly maxQueue?: number;
  /** Seconds. */
  readonly timeout?: number;
  readonly json?: boolean;
}

/** What only the API knows; named without it they would do nothing. */
export const apiOptions = [
  'cors',
  'device',
  'threads',
  'workers',
  'maxBody',
  'maxPixels',
  'maxLabels',
  'maxQueue',
  'timeout',
] as const satisfies readonly (keyof ServeOptions)[];
