import { pixelsToBytes, tensor } from '@langseg/core';
import { codeKind } from '../case-kind.js';
import { compareOutputs } from '../golden/compare-outputs.js';

const half = [0.5, 0.5, 0.5] as const;

/** From the network's input back to a picture, truncating as the official app does. */
export const preprocessBack = codeKind({}, async (_golden, { tensors }) => {
  const { shape, data } = await tensors.floatInput('x');
  const image = pixelsToBytes(tensor('float32', [1, ...shape], data), { mean: half, std: half });
  return compareOutputs(tensors, { u8: { shape: [image.height, image.width, 3], data: image.data } });
});
