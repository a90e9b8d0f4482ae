import { trunkDecoder } from '@langseg/architecture';
import { createRegistry, resultFormats, type Registry } from '@langseg/core';
import { bottleneck, correlation, depthwise, guidedFilter, none } from '@langseg/heads';
import {
  clip,
  convDecoder,
  dinotxt,
  dinov2,
  dptDecoder,
  dptResnet,
  dptVit,
  linearDecoder,
  mobilenet,
  talk2dino,
  tips,
} from '@langseg/image-encoders';
import {
  clipText,
  clipTextExported,
  dinotxtText,
  projected,
  tipsText,
  wordVectors,
} from '@langseg/text-encoders';

/** Components of the {@link defaultRegistry}. Written out, so that editors show this name and not what it stands for. */
export type DefaultComponents =
  | typeof dinotxtText
  | typeof tipsText
  | typeof clipText
  | typeof clipTextExported
  | typeof wordVectors
  | typeof dptVit
  | typeof dptResnet
  | typeof mobilenet
  | typeof tips
  | typeof dinotxt
  | typeof dinov2
  | typeof trunkDecoder
  | typeof talk2dino
  | typeof clip
  | typeof linearDecoder
  | typeof convDecoder
  | typeof dptDecoder
  | typeof projected
  | typeof correlation
  | typeof none
  | typeof depthwise
  | typeof bottleneck
  | typeof guidedFilter
  | (typeof resultFormats)[number];

/** Every component that ships with LangSeg. Add your own with `defaultRegistry.with(yours)`. */
export const defaultRegistry: Registry<DefaultComponents> = createRegistry([
  // Before CLIP's, some of whose names they have.
  dinotxtText,
  tipsText,
  clipText,
  clipTextExported,
  wordVectors,
  projected,
  dptVit,
  dptResnet,
  mobilenet,
  tips,
  dinotxt,
  dinov2,
  trunkDecoder,
  // Before CLIP, which a file of the whole model holds, too.
  talk2dino,
  clip,
  linearDecoder,
  convDecoder,
  dptDecoder,
  correlation,
  none,
  depthwise,
  bottleneck,
  guidedFilter,
  ...resultFormats,
]);
