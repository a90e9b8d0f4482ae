import { expect, it } from 'vitest';
import { defaultRegistry } from './default-registry.js';

it('has components for every part of a pipeline', () => {
  expect(defaultRegistry.typesOf('textEncoder')).toContain('word-vectors');
  expect(defaultRegistry.typesOf('imageEncoder')).toContain('mobilenet');
  expect(defaultRegistry.typesOf('head')).toContain('correlation');
  expect(defaultRegistry.typesOf('regularizer')).toContain('none');
});

it('has the result formats', () => {
  expect(defaultRegistry.typesOf('format')).toEqual([
    'overlay',
    'mask',
    'masks',
    'heatmaps',
    'json',
    'rle',
    'areas',
  ]);
});
