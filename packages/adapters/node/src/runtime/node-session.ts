import type { Session } from '@langseg/core';
import type { Device } from './device.js';

/** A model loaded by {@link createNodeRuntime}. */
export interface NodeSession extends Session {
  /** Where it runs: the device asked for, or the one that `auto` settled on. */
  readonly device: Exclude<Device, 'auto'>;
}
