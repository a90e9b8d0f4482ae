import { z } from 'zod';

/** One of several schemas, told apart by `type`. Where there are none, nothing fits. */
export function typeUnion(schemas: readonly z.ZodObject<{ type: z.ZodLiteral<string> }>[]): z.ZodType {
  const [first, ...others] = schemas;
  return first ? z.discriminatedUnion('type', [first, ...others]) : z.never();
}
