import { createRegistry } from '@langseg/core';
import { bottleneck, correlation, depthwise, none } from '@langseg/heads';
import { dptResnet, dptVit, mobilenet } from '@langseg/image-encoders';
import { clipText, clipTextExported, wordVectors } from '@langseg/text-encoders';

/** Every component that ships with LangSeg. Add your own with `defaultRegistry.with(yours)`. */
export const defaultRegistry = createRegistry([
  clipText,
  clipTextExported,
  wordVectors,
  dptVit,
  dptResnet,
  mobilenet,
  correlation,
  none,
  depthwise,
  bottleneck,
]);

/** Components of the {@link defaultRegistry}. */
export type DefaultComponents = (typeof defaultRegistry)['components'][number];
