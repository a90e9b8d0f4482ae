import { pipelineSlots, type ComponentSet, type PipelineComponent } from '@langseg/core';
import type { z } from 'zod';
import type { TextArchitectureComponent } from './text-conversion.js';

/** Makes a text encoder that can also be converted; `slot` and `specVersion` are known. */
export function defineTextEncoder<const T extends string, C extends z.ZodObject>(
  definition: Omit<TextArchitectureComponent<T, C>, 'specVersion' | 'slot'>,
): TextArchitectureComponent<T, C> {
  return { specVersion: 1, slot: 'textEncoder', ...definition };
}

/** The text encoders of a registry that can be converted, in its order. */
export function textArchitectures(registry: ComponentSet): TextArchitectureComponent[] {
  return registry.of(pipelineSlots.textEncoder).filter(hasConversion);
}

function hasConversion(component: PipelineComponent<'textEncoder'>): component is TextArchitectureComponent {
  return 'conversion' in component;
}
