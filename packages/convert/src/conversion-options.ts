import { imageArchitectures, regularizers, textArchitectures, textProjections } from '@langseg/architecture';
import type { ComponentSet } from '@langseg/core';
import type { z } from 'zod';

/** An option of a conversion, with the schema of its value. */
export interface ConversionOption {
  readonly name: string;
  readonly schema: z.core.$ZodType;
  readonly description: string | undefined;
}

/** What the architectures of a registry let people choose when they convert, each name once. */
export function conversionOptions(registry: ComponentSet): ConversionOption[] {
  const schemas = [
    ...imageArchitectures(registry).flatMap(({ architecture }) => architecture.checkpoint?.options ?? []),
    ...textArchitectures(registry).map(({ conversion }) => conversion.options),
    ...textProjections(registry).map(({ projection }) => projection.options),
    ...regularizers(registry).map(({ architecture }) => architecture.options),
  ];
  const options = new Map<string, ConversionOption>();
  for (const { shape } of schemas)
    for (const [name, schema] of Object.entries<z.ZodType>(shape))
      if (!options.has(name)) options.set(name, { name, schema, description: schema.description });
  return [...options.values()];
}
