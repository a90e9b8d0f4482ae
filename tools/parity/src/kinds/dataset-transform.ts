import { ade20kLabels, LangSegError, normalizePixels, type Tensor } from '@langseg/core';
import type { Mask } from '@langseg/datasets';
import type { Random } from '@langseg/training';
import { createAugmentation, remapTargets } from '@langseg/training/parts';
import * as z from 'zod';
import { codeKind } from '../case-kind.js';
import { compareOutputs } from '../golden/compare-outputs.js';
import { rgbImage, withoutBatch } from '../golden/rgb-image.js';

const draw = z.union([
  z.tuple([z.literal('random'), z.number()]),
  z.tuple([z.literal('randint'), z.int(), z.int(), z.int()]),
]);

const half = [0.5, 0.5, 0.5] as const;

/** Upstream pads the mask with 0 as well. */
const upstreamPadding = { color: [0, 0, 0], maskValue: 0 } as const;

/** Value 0 of ADE20K's masks is no class; the others follow in order. */
const targetByValue = Int32Array.from({ length: ade20kLabels.length + 1 }, (_, value) => value - 1);

/** The transforms of the official data loader, the random ones with the numbers that Python drew. */
export const datasetTransform = codeKind(
  {
    transform: z.enum(['_sync_transform', '_val_sync_transform']),
    crop_size: z.int(),
    base_size: z.int(),
    draws: z.array(draw).default([]),
  },
  async ({ transform, crop_size: cropSize, base_size: baseSize, draws }, { tensors }) => {
    const sample = {
      image: rgbImage(await tensors.input('rgb_u8')),
      mask: maskOf(await tensors.input('mask_u8')),
    };
    const augmentation = createAugmentation(
      transform === '_sync_transform'
        ? { type: 'encoding-train', cropSize, baseSize }
        : { type: 'encoding-validation', cropSize },
    );
    const { image, mask } = augmentation.apply(sample, replay(draws), upstreamPadding);
    return compareOutputs(tensors, {
      image_u8: { shape: [image.height, image.width, 3], data: image.data },
      target: { shape: [mask.height, mask.width], data: remapTargets(mask.data, targetByValue) },
      tensor: withoutBatch(normalizePixels(image, { mean: half, std: half })),
    });
  },
);

function maskOf({ shape: [height, width], data }: Tensor): Mask {
  return { width, height, data: Uint8Array.from(data, Number) };
}

/** Gives recorded numbers, if they are asked for in the same order and from the same ranges. */
function replay(draws: readonly z.output<typeof draw>[]): Random {
  const left = [...draws];
  const unexpected = (asked: string) =>
    new LangSegError('CONFIG_INVALID', `The transform asked for ${asked} where Python drew otherwise.`, {
      draws,
    });
  const never = (asked: string) => () => {
    throw unexpected(asked);
  };
  return {
    chance: never('a chance'),
    normal: never('a normal number'),
    truncatedNormal: never('a normal number'),
    shuffle: never('an order'),
    pick: never('an element'),
    uniform() {
      const [kind, value] = left.shift() ?? [];
      if (kind !== 'random') throw unexpected('a fraction');
      return value;
    },
    int(low, high) {
      const [kind, least, most, value] = left.shift() ?? [];
      if (kind !== 'randint' || least !== low || most !== high - 1)
        throw unexpected(`a whole number from ${low} to ${high - 1}`);
      return value;
    },
  };
}
