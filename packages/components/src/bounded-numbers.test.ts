import { LangSegError } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { defaultRegistry } from './default-registry.js';

/** What a bundle may say instead of a number; JSON knows no NaN, but reads 1e400 as Infinity. */
const strangers = [0, -1, 0.5, 1e9, 2 ** 53, 1e300, -1e300, Infinity, -Infinity, NaN, null, [1]];

interface NumberRule {
  readonly path: readonly (string | number)[];
  readonly rule: Readonly<Record<string, unknown>>;
}

type JsonSchema = Readonly<Record<string, unknown>>;

/** Every number of a schema, in objects and lists as deep as they go. */
function numbersIn(schema: JsonSchema, path: readonly (string | number)[] = []): NumberRule[] {
  if (schema.type === 'number' || schema.type === 'integer') return [{ path, rule: schema }];
  const parts = (schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>;
  const others = [schema.items, ...((schema.anyOf ?? []) as JsonSchema[])].filter(Boolean) as JsonSchema[];
  return [
    ...Object.entries(parts).flatMap(([key, part]) => numbersIn(part, [...path, key])),
    ...others.flatMap((part) => numbersIn(part, part === schema.items ? [...path, 0] : path)),
  ];
}

/** A value that a schema allows. */
function exampleOf(schema: JsonSchema): unknown {
  if ('default' in schema) return structuredClone(schema.default);
  if (schema.enum) return (schema.enum as unknown[])[0];
  if (schema.anyOf) return exampleOf((schema.anyOf as JsonSchema[])[0]);
  if (schema.type === 'array')
    return Array.from({ length: Number(schema.minItems ?? 1) }, () => exampleOf(schema.items as JsonSchema));
  if (schema.type === 'object')
    return Object.fromEntries(
      Object.entries((schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>).map(([key, part]) => [
        key,
        exampleOf(part),
      ]),
    );
  if (schema.type === 'string') return 'x';
  if (schema.type === 'boolean') return false;
  return Number(schema.minimum ?? 1);
}

function changed(value: unknown, [key, ...rest]: readonly (string | number)[], to: unknown): unknown {
  if (key === undefined) return to;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[key] = changed(copy[key], rest, to);
  return copy;
}

const cases = defaultRegistry.components.flatMap((component) => {
  const schema = z.toJSONSchema(component.configSchema, { io: 'input' }) as JsonSchema;
  return numbersIn(schema).map(({ path, rule }) => ({
    name: `${component.slot} ${component.type}: ${path.join('.')}`,
    component,
    example: exampleOf(schema),
    path,
    rule,
  }));
});

describe('numbers that a bundle may state', () => {
  it('are those of every component', () => {
    const names = cases.map(({ name }) => name);
    expect(names).toContain('textEncoder clip-text: contextLength');
    expect(names).toContain('imageEncoder trunk-decoder: upsampling.factor');
    expect(names).toContain('regularizer depthwise: kernel.0');
    expect(names.length).toBeGreaterThan(40);
  });

  it.each(cases)('$name is bounded', ({ component, example, path, rule }) => {
    const least = Number(rule.minimum ?? rule.exclusiveMinimum ?? -Infinity);
    const most = Number(rule.maximum ?? rule.exclusiveMaximum ?? Infinity);
    expect(least).toBeGreaterThanOrEqual(-1e6);
    expect(most).toBeLessThanOrEqual(1e6);
    const parse = (value: unknown) =>
      defaultRegistry.parseConfig(
        { name: component.slot, what: component.slot, check: () => component },
        { type: component.type, ...(changed(example, path, value) as object) },
      );
    expect(() => parse(most)).not.toThrow();
    for (const stranger of strangers) {
      const isNumber = rule.type === 'integer' ? Number.isInteger(stranger) : typeof stranger === 'number';
      const isWithin =
        Number(stranger) >= least && Number(stranger) <= most && stranger !== rule.exclusiveMinimum;
      if (isNumber && isWithin) continue;
      let error: unknown;
      try {
        parse(stranger);
      } catch (caught) {
        error = caught;
      }
      expect(LangSegError.is(error, 'CONFIG_INVALID'), String(stranger)).toBe(true);
    }
  });
});
