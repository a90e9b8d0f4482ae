import type { Device } from '@langseg/adapter-node';
import type { SetupOptions } from '../../setup/setup-options.js';

/** Options of `langseg train`, as commander gives them. */
export interface TrainCommandOptions extends SetupOptions {
  readonly out?: string;
  readonly resume?: string;
  readonly from?: number;
  readonly set: readonly string[];
  readonly device?: Device;
  readonly threads?: number;
  readonly workers?: number;
  readonly schema?: boolean;
  readonly json?: boolean;
}
