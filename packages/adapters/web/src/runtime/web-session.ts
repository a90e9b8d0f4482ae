import type { Session } from '@langseg/core';
import type { ConcreteWebDevice } from './web-device.js';

/** A model loaded by `createWebRuntime`. */
export interface WebSession extends Session {
  /** Where it runs: the device asked for, or the one that `auto` settled on. */
  readonly device: ConcreteWebDevice;
}
