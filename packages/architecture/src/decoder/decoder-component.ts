import { defineSlot, type Component } from '@langseg/core';
import type { z } from 'zod';
import type { Decoder } from './decoder.js';

/** A decoder that recipes name and train on a trunk. */
export interface DecoderComponent<
  T extends string = string,
  C extends z.ZodObject = z.ZodObject,
> extends Component<'decoder', T, C> {
  create(options: z.output<C>): Decoder;
}

/** By which a registry is asked for decoders. */
export const decoderSlot = defineSlot<DecoderComponent>({
  name: 'decoder',
  what: 'decoder',
  members: ['create'],
});

/** Declares a decoder with its types inferred. */
export function defineDecoder<const T extends string, C extends z.ZodObject>(
  decoder: Omit<DecoderComponent<T, C>, 'specVersion' | 'slot'>,
): DecoderComponent<T, C> {
  return { specVersion: 1, slot: 'decoder', ...decoder };
}
