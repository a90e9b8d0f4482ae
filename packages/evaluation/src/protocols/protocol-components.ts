import { ade20k150 } from './lseg/ade20k-150.js';

/** Protocols that are run by name. */
export const protocolComponents = [ade20k150] as const;
