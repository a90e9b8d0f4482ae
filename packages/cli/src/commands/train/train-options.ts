import type { Device } from '@langseg/adapter-node';

/** Options of `langseg train`, as commander gives them. */
export interface TrainCommandOptions {
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
