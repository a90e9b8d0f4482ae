import { defineSlot, LangSegError, listProblems, safeParse, type Component } from '@langseg/core';
import * as z from 'zod';
import { protocolSchema, type Protocol, type ProtocolInput } from './protocol.js';

/** What can be chosen when a protocol is run. */
export const protocolOptions = z.strictObject({
  /** Words as published or as people write them. Default `faithful`, as published scores have it. */
  spelling: z.enum(['faithful', 'cleaned']).default('faithful'),
  /** Which fold of episodes, from 0. Default all of them, one after the other. */
  fold: z.int().min(0).optional(),
});

/** A protocol that is run by name. */
export interface ProtocolComponent<T extends string = string> extends Component<
  'protocol',
  T,
  typeof protocolOptions
> {
  /** Checked when it is asked for, by {@link readProtocol}. */
  readonly protocol: ProtocolInput;
}

/** By which a registry is asked for protocols. */
export const protocolSlot = defineSlot<ProtocolComponent>({
  name: 'protocol',
  what: 'evaluation protocol',
  members: ['protocol'],
});

/** Declares a protocol under a name. */
export function defineProtocol<const T extends string>(
  type: T,
  protocol: ProtocolInput,
): ProtocolComponent<T> {
  return { specVersion: 1, slot: 'protocol', type, configSchema: protocolOptions, protocol };
}

/**
 * A protocol with defaults filled in.
 *
 * @throws LangSegError `CONFIG_INVALID` for data that is no protocol, as a plugin may bring it.
 */
export function readProtocol({ type, protocol }: ProtocolComponent): Protocol {
  const { data, error } = safeParse(protocolSchema, protocol);
  if (data) return data;
  throw new LangSegError(
    'CONFIG_INVALID',
    `"${type}" calls itself a protocol, but its data is none:\n${listProblems(error)}`,
    { type, issues: error.issues },
  );
}
