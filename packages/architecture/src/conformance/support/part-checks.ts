import { assetsIn, safeParse, type PipelineComponent } from '@langseg/core';
import { expect } from 'vitest';
import type { BundlePart } from '../../conversion/bundle-part.js';

/** Expects a planned part to be one that its component can open: a config of its own, and no files but those it names. */
export function expectPart(
  component: Pick<PipelineComponent, 'type' | 'configSchema'>,
  { component: config, graphs, files }: BundlePart,
): void {
  const { type, ...options } = config;
  expect(type).toBe(component.type);
  const { data, error } = safeParse(component.configSchema, options);
  expect(error).toBeUndefined();
  const named = assetsIn(component.configSchema, data);
  const pathsOf = (wanted: string) =>
    named
      .filter(({ kind }) => kind === wanted)
      .map(({ path }) => path)
      .sort();
  expect([...graphs.keys()].sort()).toEqual(pathsOf('model'));
  expect([...files.keys()].sort()).toEqual(pathsOf('file'));
}
